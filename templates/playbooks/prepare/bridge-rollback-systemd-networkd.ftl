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
          rm -f ${networkdSettings}
          # systemd-networkd keeps running if somebody else has added network files since.
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
