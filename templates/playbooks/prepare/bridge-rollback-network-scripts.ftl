    - name: Install the rollback script
      ansible.builtin.copy:
        dest: ${marks}/network/roll-back
        content: |
          #!/bin/sh
          ${managed}
          # Removes bridge ${bridge}<#if hasNic> and releases its port</#if>. A timer runs this if the hypervisor does not accept a new ssh connection.
          systemctl disable --now ${markUnit}
<#list networkFiles as file>
          rm -f ${networkFolder}/${file}
</#list>
<#if hasNic>
          if [ -e ${marks}/made/ifcfg-${nic} ]; then
            cp -p ${marks}/made/ifcfg-${nic} ${networkFolder}/ifcfg-${nic}
          fi
          ip link set dev ${nic} nomaster
</#if>
          ip link delete dev ${bridge}
          exit 0
        owner: root
        group: root
        mode: "0755"
