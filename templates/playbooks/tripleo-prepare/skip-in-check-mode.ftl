    - name: Skip this play in check mode when the virtual machine has to be created
      ansible.builtin.meta: end_host
      when: ansible_check_mode and hostvars['hypervisor-stack'].make_machine

