<#-- Tasks that end a run on a hypervisor that this lab has not prepared. -->
    - name: Read the mark of the lab
      ansible.builtin.command:
        argv: [cat, ${marks}/owner]
      register: owner
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Require a hypervisor that this lab has prepared
      ansible.builtin.assert:
        that: owner.stdout | trim == lookup('ansible.builtin.file', lab_workspace ~ '/lab-id')
        fail_msg: >-
          This lab has not prepared the hypervisor<#noparse>{{ '' if owner.rc != 0 else ': it belongs to another lab folder' }}</#noparse>.
          Run that stage first: tripleo-lab run prepare (playbooks/prepare.yml).
        quiet: true
