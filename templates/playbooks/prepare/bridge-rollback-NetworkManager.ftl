    - name: Install the rollback script
      ansible.builtin.copy:
        dest: ${marks}/network/roll-back
        content: |
          #!/bin/sh
          ${managed}
          # Removes bridge ${bridge}<#if hasNic> and releases its port</#if>. A timer runs this if the hypervisor does not accept a new ssh connection.
          systemctl disable --now ${markUnit}
<#if hasNic>
          nmcli connection delete ${bridge}-port
</#if>
          nmcli connection delete ${bridge}
<#list networkFiles as file>
          rm -f ${networkFolder}/${file}
</#list>
          exit 0
        owner: root
        group: root
        mode: "0755"
