<#include "../check-prepared.ftl">
- name: Preflight - look at the hypervisor
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
    # This look and the next one are the only ones at the hypervisor: what follows decides by their answers. They change nothing.
    - name: Look at the hypervisor
      lab_host_info:
        contents:
          - ${marks}/owner
          - ${marks}/virtualization
<#if image.unpacker().isPresent()>
        files: [/usr/bin/${image.unpacker().get()}]
</#if>
        users: [stack]
        network: [interfaces]
        programs:
          network: [virsh, --connect, "qemu:///system", net-dumpxml, ${nat.name}]
      register: look

- name: Preflight - check the hypervisor and virtual machine tripleo before changing anything
  hosts: hypervisor-stack
  tags: [preflight, always]
  gather_facts: false
  vars:
<@preparedVariables/>
    tripleo: "{{ look.libvirt['${libvirtUri}'].machines.tripleo | default({'uuid': '', 'persistent': false}) }}"
    # ${making?keep_after_last("/")} is written before the first boot, ${made?keep_after_last("/")} after it. Both contain a checksum of the settings.
    booted: "{{ look.files['${made}'].exists | default(false) }}"
    booting: >-
      {{ look.files['${making}'].content | default('') | trim
         == '${machine.settingsSum()}' }}
    # A virtual machine that has completed its first boot is never recreated, even if the settings change. One that has not completed it
    # is recreated if the settings have changed since; otherwise the run waits for it.
    # A killed virt-install leaves one that is not persistent: it runs, but disappears when it stops.
    missing: "{{ not tripleo.persistent or not (booted or booting) }}"
  tasks:
    # Without user stack there is no connection as stack.
    - name: Look at virtual machine tripleo
      lab_host_info:
        contents: [${made}, ${making}]
        files: [${settings}]
        libvirt:
          ${libvirtUri}:
            machines: [tripleo]
      register: look
      when: prepared

    # All checks are made before the task fails, so it tells all problems at once. docs/preflight.md explains them by their names.
    - name: Check that the hypervisor fits virtual machine tripleo
<@assertNoProblems title="The hypervisor does not fit virtual machine tripleo yet"/>
      vars:
        problems: "{{ checks | rejectattr('good') | list }}"
        checks:
<@preparedCheck/>

          # The network has to reserve the virtual machine's address. With an older definition, DHCP would assign another one.
          - name: networks
            good: >-
              {{ not prepared or ('${nat.bridge}' in hypervisor.interfaces and '${bridge}' in hypervisor.interfaces
                 and hypervisor.programs.network.stdout is search("${machine.controlPlaneMac}.* ip='${address}'")) }}
            seen: The lab's networks on the hypervisor do not match the configuration.
            remedy: "Run stage prepare again: tripleo-lab run prepare (playbooks/prepare.yml)."

          - name: virtualization
            good: "{{ not prepared or hypervisor.files['${marks}/virtualization'].content | trim in ['kvm', 'qemu'] }}"
            seen: Stage prepare has not recorded whether virtual machines use KVM or emulation.
            remedy: "Run it again: tripleo-lab run prepare (playbooks/prepare.yml)."

          - name: libvirt
            good: "{{ look.libvirt['${libvirtUri}'].answers | default(true) }}"
            seen: "libvirt of user stack (${libvirtUri}) does not answer on the hypervisor."
            remedy: "Run stage prepare again, which starts it: tripleo-lab run prepare (playbooks/prepare.yml)."

          - name: foreign-machine
            good: "{{ tripleo.uuid in ['', '${machine.uuid}'] }}"
            seen: "The hypervisor has a virtual machine tripleo (${libvirtUri}, UUID {{ tripleo.uuid }}) that this lab did not create."
            remedy: Rename or remove it, or use another hypervisor if it belongs to another lab.

          - name: memory
            good: "{{ not missing or hypervisor.system.free_memory_mib >= ${machine.memoryMib?c} }}"
            seen: >-
              Virtual machine tripleo needs ${machine.memoryMib?c} MiB of memory, but only {{ hypervisor.system.free_memory_mib }} MiB of
              {{ hypervisor.system.memory_mib }} MiB are free on the hypervisor.
            remedy: Free some memory there, or set a smaller --memory in configuration/libvirt/virt-install/tripleo.ini.

          - name: processors
            good: "{{ not missing or hypervisor.system.processors >= ${machine.vcpus?c} }}"
            seen: >-
              Virtual machine tripleo needs ${machine.vcpus?c} virtual CPUs, but the hypervisor has only
              {{ hypervisor.system.processors }} processors.
            remedy: Set a smaller --vcpus in configuration/libvirt/virt-install/tripleo.ini.
<#if image.unpacker().isPresent()>
<#assign unpacker = image.unpacker().get()>

          - name: compressed-image
            good: "{{ not missing or hypervisor.files['/usr/bin/${unpacker}'].exists }}"
            seen: "The disk image of virtual machine tripleo is compressed, and the hypervisor has no ${unpacker} to unpack it."
            remedy: "Install it there: ${apt?then("apt-get", platform.packageManager.word())} install -y ${(apt && unpacker == "xz")?then("xz-utils", unpacker)}."
</#if>

    - name: Decide whether to create the virtual machine and whether to wait for its first boot
      ansible.builtin.set_fact:
        make_machine: "{{ missing }}"
        first_boot: "{{ missing or not booted }}"
