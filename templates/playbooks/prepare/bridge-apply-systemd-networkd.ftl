        - name: Find out whether systemd-networkd and its wait-online service are enabled
          ansible.builtin.command:
            argv: [systemctl, is-enabled, systemd-networkd.service, systemd-networkd-wait-online.service]
          register: networkd_enabled
          changed_when: false
          failed_when: false

        - name: Find out whether systemd-networkd runs already
          ansible.builtin.command:
            argv: [systemctl, is-active, systemd-networkd.service]
          register: networkd_running
          changed_when: false
          failed_when: false

        - name: Record that the lab enables systemd-networkd
          ansible.builtin.copy:
            dest: ${marks}/made/systemd-networkd
            content: ""
            owner: root
            group: root
            mode: "0644"
          when: networkd_enabled.stdout_lines[0] not in ['enabled', 'enabled-runtime'] and networkd_running.rc != 0

        - name: Install the network files of the bridge
          ansible.builtin.copy:
            src: ${marks}/network/{{ item }}
            dest: ${networkFolder}/{{ item }}
            remote_src: true
            owner: root
            group: root
            mode: "${networkMode}"
          loop:
<#list networkFiles as file>
            - ${file}
</#list>

        - name: Create the configuration folder of systemd-networkd
          ansible.builtin.file:
            path: ${networkdSettings?keep_before_last("/")}
            state: directory
            owner: root
            group: root
            mode: "0755"

        # By default, systemd-networkd removes routes and rules of other programs, such as those of a VPN.
        - name: Keep systemd-networkd from removing foreign routes and rules
          ansible.builtin.copy:
            dest: ${networkdSettings}
            content: |
              ${managed}
              [Network]
              ManageForeignRoutes=no
              ManageForeignRoutingPolicyRules=no
            owner: root
            group: root
            mode: "0644"
          when: networkd_running.rc != 0

        # Enabling systemd-networkd also enables wait-online. The saved state survives an interrupted run.
        - name: Save the state of systemd-networkd-wait-online
          ansible.builtin.copy:
            dest: ${networkdWait}
            content: "{{ networkd_enabled.stdout_lines[1] }}"
            force: false
            owner: root
            group: root
            mode: "0644"
          when: networkd_enabled.stdout_lines[0] != 'enabled'

        # Links without a network file stay unchanged.
        - name: Enable and start systemd-networkd
          ansible.builtin.systemd_service:
            name: systemd-networkd.service
            enabled: true
            state: started

        - name: Read the saved state of systemd-networkd-wait-online
          ansible.builtin.command:
            argv: [cat, ${networkdWait}]
          register: wait_online_before
          changed_when: false
          failed_when: false

        # wait-online would delay the boot of a host whose other links are managed by another program.
        - name: Disable systemd-networkd-wait-online if it was not enabled before
          ansible.builtin.systemd_service:
            name: systemd-networkd-wait-online.service
            enabled: false
          when: wait_online_before.rc == 0 and wait_online_before.stdout != 'enabled'

        - name: Remove the saved state of systemd-networkd-wait-online
          ansible.builtin.file:
            path: ${networkdWait}
            state: absent

        - name: Reload systemd-networkd
          ansible.builtin.command:
            argv: [networkctl, reload]
          changed_when: true
