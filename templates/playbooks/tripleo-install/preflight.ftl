- name: Preflight - check the hypervisor
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
<#include "../check-prepared.ftl">

- name: Preflight - check virtual machine tripleo
  hosts: hypervisor-stack
  tags: [preflight, always]
  gather_facts: false
  tasks:
<#if containers.registry.isPresent()>
    - name: Check that a login for ${containers.registry.get()} is configured
      ansible.builtin.assert:
        that: (lookup('ansible.builtin.file', registry_login, errors='ignore') or '') | trim is match('\S+\s*\n.*\S')
        fail_msg: >-
          The container images of release ${release.name} need a login. Write the user name and, on a second line, the password to
          workspace/passwords/${containers.registry.get()} (mode 0600).
        quiet: true
      vars:
        registry_login: "{{ lab_workspace }}/passwords/${containers.registry.get()}"

</#if>
    - name: Find out whether the virtual machine is ready
      ansible.builtin.command:
        argv: [cat, /home/stack/tripleo-lab/tripleo.made]
      register: made
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Read the state of the virtual machine
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", domstate, tripleo]
      register: machine
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that the virtual machine is ready and running
      ansible.builtin.assert:
        that: made.rc == 0 and machine.stdout | trim == 'running'
        fail_msg: >-
          {{ 'Virtual machine tripleo does not exist or is not ready' if made.rc != 0 else
             'Virtual machine tripleo does not run (' ~ (machine.stdout ~ machine.stderr) | trim ~ ')' }}.
          Run stage tripleo-prepare, which creates or starts it: tripleo-lab run tripleo-prepare (playbooks/tripleo-prepare.yml).
        quiet: true

- name: Preflight - look for an existing installation
  hosts: tripleo-stack
  tags: [preflight, always]
  gather_facts: false
  tasks:
    # The installation writes its state to a file, because it continues when the connection is lost.
    - name: Read the state of the installation
      ansible.builtin.command:
        argv: [bash, ${installer}, state, ${localIp}]
      register: installation
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that local_ip of an installed undercloud is unchanged
      ansible.builtin.assert:
        that: installation.rc != 77
        fail_msg: >-
          {{ installation.stdout }} Set local_ip in configuration/tripleo/undercloud.conf to its old value,
          or recreate the lab: tripleo-lab run --clean all.
        quiet: true

    - name: Decide whether to follow a running installation
      ansible.builtin.set_fact:
        installation_runs: "{{ installation.stdout == 'running' }}"
