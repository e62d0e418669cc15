---
tripleo_lab_secrets:
<#list secrets as file, text>
  ${yaml(file)}: ${block(text, 4)}
</#list>
