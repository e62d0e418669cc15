<#-- Stops a run if this lab has not prepared the hypervisor. -->
    - name: Read the owner mark of the lab
      ansible.builtin.command:
        argv: [cat, ${marks}/owner]
      register: owner
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that this lab has prepared the hypervisor
      ansible.builtin.assert:
        that: owner.stdout | trim == lookup('ansible.builtin.file', lab_workspace ~ '/lab-id')
        fail_msg: >-
          This lab has not prepared the hypervisor<#noparse>{{ '' if owner.rc != 0 else ': it belongs to another lab folder' }}</#noparse>.
          Run stage prepare first: tripleo-lab run prepare (playbooks/prepare.yml).
        quiet: true
