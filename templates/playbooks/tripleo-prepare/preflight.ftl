- name: Preflight - check the hypervisor before changing anything
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
<#include "../check-prepared.ftl">

    - name: Find the bridges of the two networks
      ansible.builtin.stat:
        path: /sys/class/net/{{ item }}
      loop: [${yaml(nat.bridge)}, ${yaml(bridge)}]
      register: bridges

    # The network has to reserve the virtual machine's address. If it was defined with an older configuration, DHCP would assign another one.
    - name: Read the definition of network ${nat.name}
      ansible.builtin.command:
        argv: [virsh, --connect, qemu:///system, net-dumpxml, ${nat.name}]
      register: control_plane
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that the networks match the configuration
      ansible.builtin.assert:
        that:
          - bridges.results | map(attribute='stat.exists') is all
          - control_plane.stdout is search("${machine.controlPlaneMac}.* ip='${address}'")
        fail_msg: >-
          The lab's networks on the hypervisor do not match the configuration. Run stage prepare again: tripleo-lab run prepare (playbooks/prepare.yml).
        quiet: true

    - name: Read whether virtual machines use KVM or emulation
      ansible.builtin.command:
        argv: [cat, ${marks}/virtualization]
      register: virtualization
      changed_when: false
      check_mode: false

- name: Preflight - read the state of virtual machine tripleo
  hosts: hypervisor-stack
  tags: [preflight, always]
  gather_facts: false
  tasks:
    - name: Find virtual machine tripleo
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", domuuid, tripleo]
      register: machine
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that virtual machine tripleo belongs to this lab if it exists
      ansible.builtin.assert:
        that: machine.stdout | trim in ['', '${machine.uuid}']
        fail_msg: >-
          The hypervisor has a virtual machine tripleo (${libvirtUri}, UUID {{ machine.stdout | trim }}) that this lab did not create.
          Nothing was changed. Rename or remove it, or use another hypervisor if it belongs to another lab.
        quiet: true

    # A killed virt-install leaves a transient virtual machine: it runs, but disappears when it stops.
    - name: Find transient virtual machines
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", list, --all, --transient, --uuid]
      register: transient
      changed_when: false
      check_mode: false

    # tripleo.making is written before the first boot, tripleo.made after it. Both contain a checksum of the settings.
    - name: Read the recorded progress of the virtual machine
      ansible.builtin.command:
        argv: [cat, "{{ item }}"]
      loop:
        - ${made}
        - ${making}
      register: progress
      changed_when: false
      failed_when: false
      check_mode: false

    # A virtual machine that has completed its first boot is never recreated, even if the settings change. One that has not completed it
    # is recreated if the settings have changed since; otherwise the run waits for it.
    - name: Decide whether to create the virtual machine
      ansible.builtin.set_fact:
        make_machine: >-
          {{ machine.stdout | trim == '' or machine.stdout | trim in transient.stdout
             or (progress.results[0].rc != 0 and progress.results[1].stdout != '${machine.settingsSum()}') }}

    - name: Decide whether to wait for the first boot
      ansible.builtin.set_fact:
        first_boot: "{{ make_machine or progress.results[0].rc != 0 }}"

    - name: Gather memory and processor facts
      ansible.builtin.setup:
        gather_subset: ["!all", "!min", hardware]
      when: make_machine

    - name: Check that the hypervisor has ${machine.memoryMib} MiB of free memory
      ansible.builtin.assert:
        that: ansible_facts.memory_mb.nocache.free >= ${machine.memoryMib}
        fail_msg: >-
          Virtual machine tripleo needs ${machine.memoryMib} MiB of memory, but only {{ ansible_facts.memory_mb.nocache.free }} MiB of
          {{ ansible_facts.memory_mb.real.total }} MiB are free on the hypervisor.
          Free some memory there, or set a smaller --memory in configuration/libvirt/virt-install/tripleo.ini.
        quiet: true
      when: make_machine

    - name: Check that the hypervisor has ${machine.vcpus} processors
      ansible.builtin.assert:
        that: ansible_facts.processor_vcpus >= ${machine.vcpus}
        fail_msg: >-
          Virtual machine tripleo needs ${machine.vcpus} virtual CPUs, but the hypervisor has only {{ ansible_facts.processor_vcpus }} processors.
          Set a smaller --vcpus in configuration/libvirt/virt-install/tripleo.ini.
        quiet: true
      when: make_machine
