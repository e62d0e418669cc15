- name: Preflight - look at the hypervisor
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
<#include "../prepared-tasks.ftl">

- name: Preflight - look for the machine
  hosts: hypervisor-stack
  tags: [preflight, always]
  gather_facts: false
  tasks:
<#if containers.registry.isPresent()>
    - name: Require a login for ${containers.registry.get()}
      ansible.builtin.assert:
        that: (lookup('ansible.builtin.file', registry_login, errors='ignore') or '') | trim is match('\S+\s*\n.*\S')
        fail_msg: >-
          The container images of release ${release.name} need a login. Write the user name and, on a second line, the password into
          workspace/passwords/${containers.registry.get()}, which nobody else may read (mode 0600).
        quiet: true
      vars:
        registry_login: "{{ lab_workspace }}/passwords/${containers.registry.get()}"

</#if>
    - name: Read whether the machine is made
      ansible.builtin.command:
        argv: [cat, /home/stack/tripleo-lab/tripleo.made]
      register: made
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Ask libvirt whether it runs
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", domstate, tripleo]
      register: machine
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Require the machine, running
      ansible.builtin.assert:
        that: made.rc == 0 and machine.stdout | trim == 'running'
        fail_msg: >-
          {{ 'The machine tripleo is not made yet' if made.rc != 0 else
             'The machine tripleo does not run (' ~ (machine.stdout ~ machine.stderr) | trim ~ ')' }}.
          Run the stage before this one, which makes or starts it: tripleo-lab run tripleo-prepare (playbooks/tripleo-prepare.yml).
        quiet: true

- name: Preflight - look for an installation
  hosts: tripleo-stack
  tags: [preflight, always]
  gather_facts: false
  tasks:
    # A connection that is cut leaves it alone: what it writes down itself tells how far it came.
    - name: Ask how far the installation is
      ansible.builtin.command:
        argv: [bash, ${installer}, state, ${localIp}]
      register: installation
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Refuse another address of an undercloud that is installed
      ansible.builtin.assert:
        that: installation.rc != 77
        fail_msg: "{{ installation.stdout }} Give local_ip in configuration/tripleo/undercloud.conf its old value, or make the machine anew."
        quiet: true

    - name: Decide whether to follow one that runs already
      ansible.builtin.set_fact:
        installation_runs: "{{ installation.stdout == 'running' }}"
