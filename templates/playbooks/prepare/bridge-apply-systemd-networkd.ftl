        - name: Record that the lab enables systemd-networkd
          lab_files:
            files:
              - path: ${marks}/made/systemd-networkd
                content: ""
          when: networkd.enabled not in ['enabled', 'enabled-runtime'] and not networkd.active

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

        # By default, systemd-networkd removes routes and rules of other programs, such as those of a VPN.
        - name: Keep systemd-networkd from removing foreign routes and rules
          lab_files:
            files:
              - path: ${networkdSettings?keep_before_last("/")}
              - path: ${networkdSettings}
                content: |
                  ${managed}
                  [Network]
                  ManageForeignRoutes=no
                  ManageForeignRoutingPolicyRules=no
          when: not networkd.active

        # Enabling systemd-networkd also enables wait-online. The saved state survives an interrupted run.
        - name: Save the state of systemd-networkd-wait-online
          lab_files:
            files:
              - path: ${networkdWait}
                content: "{{ wait_online }}"
          when: wait_online | length > 0

        # Links without a network file stay unchanged.
        - name: Enable and start systemd-networkd
          ansible.builtin.systemd_service:
            name: systemd-networkd.service
            enabled: true
            state: started

        # wait-online would delay the boot of a host whose other links are managed by another program. In check mode it is not yet enabled.
        - name: Disable systemd-networkd-wait-online if it was not enabled before
          ansible.builtin.systemd_service:
            name: systemd-networkd-wait-online.service
            enabled: false
          changed_when: true
          when: wait_online not in ['', 'enabled']

        - name: Remove the saved state of systemd-networkd-wait-online
          ansible.builtin.file:
            path: ${networkdWait}
            state: absent
          changed_when: true
          when: wait_online | length > 0

        - name: Reload systemd-networkd
          ansible.builtin.command:
            argv: [networkctl, reload]
          changed_when: true
