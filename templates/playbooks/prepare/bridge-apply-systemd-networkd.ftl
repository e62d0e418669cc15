        - name: Find out whether systemd-networkd and its wait at boot are in use
          ansible.builtin.command:
            argv: [systemctl, is-enabled, systemd-networkd.service, systemd-networkd-wait-online.service]
          register: networkd_use
          changed_when: false
          failed_when: false

        - name: Find out whether systemd-networkd runs already
          ansible.builtin.command:
            argv: [systemctl, is-active, systemd-networkd.service]
          register: networkd_ran
          changed_when: false
          failed_when: false

        - name: Note that the lab enabled systemd-networkd
          ansible.builtin.copy:
            dest: ${marks}/made/systemd-networkd
            content: ""
            owner: root
            group: root
            mode: "0644"
          when: networkd_use.stdout_lines[0] not in ['enabled', 'enabled-runtime'] and networkd_ran.rc != 0

        - name: Put the bridge's files in place
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

        - name: Create the folder of systemd-networkd's settings
          ansible.builtin.file:
            path: ${networkdSettings?keep_before_last("/")}
            state: directory
            owner: root
            group: root
            mode: "0755"

        # Without this it takes away routes and rules that others made, such as those of a VPN.
        - name: Keep systemd-networkd away from routes and rules that are not its own
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
          when: networkd_ran.rc != 0

        # Enabling the service enables its wait along. The note outlives a run that is cut off in between.
        - name: Note what the wait for the network at boot is
          ansible.builtin.copy:
            dest: ${networkdWait}
            content: "{{ networkd_use.stdout_lines[1] }}"
            force: false
            owner: root
            group: root
            mode: "0644"
          when: networkd_use.stdout_lines[0] != 'enabled'

        # Links without a file of their own stay as they are.
        - name: Start systemd-networkd, now and at boot
          ansible.builtin.systemd_service:
            name: systemd-networkd.service
            enabled: true
            state: started

        - name: Look for the note on the wait
          ansible.builtin.command:
            argv: [cat, ${networkdWait}]
          register: wait_was
          changed_when: false
          failed_when: false

        # It would hold up the boot of a machine whose other links are managed otherwise.
        - name: Leave the wait for the network at boot as it was
          ansible.builtin.systemd_service:
            name: systemd-networkd-wait-online.service
            enabled: false
          when: wait_was.rc == 0 and wait_was.stdout != 'enabled'

        - name: Remove the note on the wait
          ansible.builtin.file:
            path: ${networkdWait}
            state: absent

        - name: Let systemd-networkd read the files
          ansible.builtin.command:
            argv: [networkctl, reload]
          changed_when: true
