    - name: Lay down the way back
      ansible.builtin.copy:
        dest: ${marks}/network/roll-back
        content: |
          #!/bin/sh
          ${managed}
          # Takes bridge ${bridge} away again<#if hasNic> and frees its port</#if>. Run by a timer unless a new connection proved the bridge harmless.
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
