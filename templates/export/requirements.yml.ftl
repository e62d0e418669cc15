# Only for those who have ansible-core alone (${ansible.core} is what the playbooks were tested with): ansible-galaxy collection install -r requirements.yml
---
collections:
<#list ansible.collections as name, version>
  - name: ${name}
    version: ${version}
</#list>
