    - name: Lay down the way back
      ansible.builtin.copy:
        dest: ${marks}/network/roll-back
        content: |
          #!/bin/sh
          ${managed}
          # Takes bridge ${bridge} away again<#if hasNic> and frees its port</#if>. Run by a timer unless a new connection proved the bridge harmless.
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
