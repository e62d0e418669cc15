# Only needed with plain ansible-core (tested with ${ansible.core}): ansible-galaxy collection install -r requirements.yml
---
collections:
<#list ansible.collections as name, version>
  - name: ${name}
    version: ${version}
</#list>
