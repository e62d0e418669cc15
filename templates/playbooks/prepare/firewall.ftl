- name: Firewall - let the lab's machines reach VirtualBMC
  hosts: hypervisor-root
  tags: [firewall]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

    - name: Find out whether firewalld runs
      ansible.builtin.command:
        argv: [firewall-cmd, --quiet, --state]
      register: firewalld_state
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Open VirtualBMC's ports where firewalld runs
      when: firewalld_state.rc == 0
      block:
        # libvirt puts its bridge into a zone of its own, which keeps the machines from everything on the hypervisor but DHCP, DNS,
        # TFTP and ssh; older ones leave it in the default zone.
        - name: Find the zone of bridge ${nat.bridge}
          ansible.builtin.shell:
            cmd: firewall-cmd --get-zone-of-interface=${nat.bridge} 2>/dev/null || firewall-cmd --get-default-zone
          register: firewall_zone
          changed_when: false
          check_mode: false

        - name: Look for VirtualBMC's ports in that zone
          ansible.builtin.command:
            argv: [firewall-cmd, --permanent, "--zone={{ firewall_zone.stdout }}", "--query-port=${bmcPorts}"]
          register: firewall_ports
          changed_when: false
          failed_when: firewall_ports.stdout not in ['yes', 'no']
          check_mode: false

        - name: Note that the lab opens them
          ansible.builtin.copy:
            dest: ${marks}/made/firewall
            content: "{{ firewall_zone.stdout }} ${bmcPorts}\n"
            owner: root
            group: root
            mode: "0644"
          when: firewall_ports.stdout == 'no'

        # Both, since a reload of firewalld would take libvirt's own rules away.
        - name: Open VirtualBMC's ports, now and at boot
          ansible.posix.firewalld:
            zone: "{{ firewall_zone.stdout }}"
            port: ${bmcPorts}
            permanent: true
            immediate: true
            state: enabled
