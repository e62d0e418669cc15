        # By default, systemd-networkd removes routes and rules of other programs, such as those of a VPN.
        # Enabling it also enables wait-online. The saved state survives an interrupted run.
        - name: Install the network files of the bridge
          lab_files:
            files:
<#list networkFiles as file>
              - path: ${networkFolder}/${file}
                source: ${marks}/network/${file}
<#if networkMode != "0644">
                mode: "${networkMode}"
</#if>
</#list>
              - path: ${marks}/made/systemd-networkd
                content: ""
                needed: "{{ networkd.enabled not in ['enabled', 'enabled-runtime'] and not networkd.active }}"
              - path: ${networkdSettings?keep_before_last("/")}
                needed: "{{ not networkd.active }}"
              - path: ${networkdSettings}
                content: |
                  ${managed}
                  [Network]
                  ManageForeignRoutes=no
                  ManageForeignRoutingPolicyRules=no
                needed: "{{ not networkd.active }}"
              - path: ${networkdWait}
                content: "{{ wait_online }}"
                needed: "{{ wait_online | length > 0 }}"

        # Links without a network file stay unchanged. wait-online would delay the boot of a host whose other links are managed by another
        # program, so it gets back the state that it had before. To enable systemd-networkd again would enable wait-online again.
        - name: Enable and start systemd-networkd, and load the network files
          ansible.builtin.shell:
            cmd: |
              set -eu
              systemctl is-enabled --quiet systemd-networkd.service || systemctl enable systemd-networkd.service
              systemctl start systemd-networkd.service
              if [ -e ${networkdWait} ]; then
                [ "$(cat ${networkdWait})" = enabled ] || systemctl disable systemd-networkd-wait-online.service
                rm ${networkdWait}
              fi
              networkctl reload
          changed_when: true
