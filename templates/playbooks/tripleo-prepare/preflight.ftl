- name: Preflight - look at the hypervisor before anything is changed
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
<#include "../prepared-tasks.ftl">

    - name: Look for the bridges of the two networks
      ansible.builtin.stat:
        path: /sys/class/net/{{ item }}
      loop: [${yaml(nat.bridge)}, ${yaml(bridge)}]
      register: bridges

    # A lab that was prepared before its machine got this address would give it a random one.
    - name: Look for the machine's address in network ${nat.name}
      ansible.builtin.command:
        argv: [virsh, --connect, qemu:///system, net-dumpxml, ${nat.name}]
      register: control_plane
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Require networks that are as they are configured
      ansible.builtin.assert:
        that:
          - bridges.results | map(attribute='stat.exists') is all
          - control_plane.stdout is search("${machine.controlPlaneMac}.* ip='${address}'")
        fail_msg: >-
          The lab's networks on the hypervisor are not as they are configured now. Run tripleo-lab run prepare again (playbooks/prepare.yml).
        quiet: true

    - name: Read whether machines run on KVM or under emulation
      ansible.builtin.command:
        argv: [cat, ${marks}/virtualization]
      register: virtualization
      changed_when: false
      check_mode: false

- name: Preflight - look at what there is of the machine
  hosts: hypervisor-stack
  tags: [preflight, always]
  gather_facts: false
  tasks:
    - name: Ask libvirt for a machine named tripleo
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", domuuid, tripleo]
      register: machine
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Refuse a machine tripleo that is not this lab's
      ansible.builtin.assert:
        that: machine.stdout | trim in ['', '${machine.uuid}']
        fail_msg: >-
          There is a virtual machine tripleo (${libvirtUri}) that this lab did not make: its UUID is {{ machine.stdout | trim }}.
          It was left alone. Rename or remove it, or, if it is another lab's, use another hypervisor.
        quiet: true

    # A virt-install that was killed leaves a machine that runs but is gone once it stops.
    - name: Ask libvirt for machines that would not outlast a shutdown
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", list, --all, --transient, --uuid]
      register: transient
      changed_when: false
      check_mode: false

    # "made" is written when the machine has come through its first boot, "making" before it begins; both hold a sum of the settings.
    - name: Read how far the machine is
      ansible.builtin.command:
        argv: [cat, "{{ item }}"]
      loop:
        - ${made}
        - ${making}
      register: progress
      changed_when: false
      failed_when: false
      check_mode: false

    # A machine that came through its first boot stays, whatever becomes of the settings. One that did not is waited for when it was made
    # with these settings, and made anew otherwise: nothing but a system that was never ready is lost with it.
    - name: Decide whether the machine is to be made
      ansible.builtin.set_fact:
        make_machine: >-
          {{ machine.stdout | trim == '' or machine.stdout | trim in transient.stdout
             or (progress.results[0].rc != 0 and progress.results[1].stdout != '${machine.settingsSum()}') }}

    - name: Decide whether its first boot is still to be waited for
      ansible.builtin.set_fact:
        first_boot: "{{ make_machine or progress.results[0].rc != 0 }}"

    - name: Measure memory and processors
      ansible.builtin.setup:
        gather_subset: ["!all", "!min", hardware]
      when: make_machine

    - name: Require ${machine.memoryMib} MiB of memory that is free
      ansible.builtin.assert:
        that: ansible_facts.memory_mb.nocache.free >= ${machine.memoryMib}
        fail_msg: >-
          The machine tripleo gets ${machine.memoryMib} MiB of memory, but the hypervisor has {{ ansible_facts.memory_mb.nocache.free }} MiB free of
          {{ ansible_facts.memory_mb.real.total }} MiB. Stop something there, or set another --memory in configuration/libvirt/virt-install/tripleo.ini.
        quiet: true
      when: make_machine

    - name: Require ${machine.vcpus} processors
      ansible.builtin.assert:
        that: ansible_facts.processor_vcpus >= ${machine.vcpus}
        fail_msg: >-
          The machine tripleo gets ${machine.vcpus} virtual CPUs, but the hypervisor has {{ ansible_facts.processor_vcpus }} processors.
          Set another --vcpus in configuration/libvirt/virt-install/tripleo.ini.
        quiet: true
      when: make_machine
