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
          rm -f ${networkdSettings}
          # Stopped only when nobody else has given it work meanwhile.
          if [ -e ${marks}/made/systemd-networkd ] &&
              [ -z "$(find /etc/systemd/network /run/systemd/network -name '*.network' 2>/dev/null)" ]; then
            systemctl disable --now systemd-networkd.service systemd-networkd.socket
            rm -f ${marks}/made/systemd-networkd
          else
            networkctl reload
          fi
<#if hasNic>
          ip link set dev ${nic} nomaster
</#if>
          ip link delete dev ${bridge}
          exit 0
        owner: root
        group: root
        mode: "0755"
