<#-- Tasks. Input: look at the hypervisor, with the unit of firewalld and the record of opened ports. -->
    - name: Open VirtualBMC's ports if firewalld runs
      when: look.units['firewalld.service'].active
      block:
        # libvirt puts its bridge into its own zone, which allows only DHCP, DNS, TFTP and ssh to the hypervisor.
        # Older versions leave it in the default zone.
        - name: Find the firewall zone of bridge ${nat.bridge}
          ansible.builtin.shell:
            cmd: firewall-cmd --get-zone-of-interface=${nat.bridge} 2>/dev/null || firewall-cmd --get-default-zone
          register: firewall_zone
          changed_when: false
          check_mode: false

        - name: Find out whether VirtualBMC's ports are open
          ansible.builtin.command:
            argv: [firewall-cmd, --permanent, "--zone={{ firewall_zone.stdout }}", "--query-port=${bmcPorts}"]
          register: firewall_ports
          changed_when: false
          failed_when: firewall_ports.stdout not in ['yes', 'no']
          check_mode: false

        - name: Record that the lab opens VirtualBMC's ports
          lab_files:
            files:
              - path: ${marks}/made/firewall
                content: "{{ look.files['${marks}/made/firewall'].content }}{{ firewall_zone.stdout }} ${bmcPorts}\n"
          when: firewall_ports.stdout == 'no'

        # Permanent and immediate: a reload of firewalld would remove libvirt's rules.
        - name: Open VirtualBMC's ports
          ansible.posix.firewalld:
            zone: "{{ firewall_zone.stdout }}"
            port: ${bmcPorts}
            permanent: true
            immediate: true
            state: enabled
