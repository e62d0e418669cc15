    - name: Leave out what check mode cannot see of a machine to be made
      ansible.builtin.meta: end_host
      when: ansible_check_mode and hostvars['hypervisor-stack'].make_machine

