- name: Virtualization - <#if lab.hypervisor.virtType.word() == "qemu">record that virtual machines are emulated<#else>find out whether virtual machines use KVM or emulation</#if>
  hosts: hypervisor-root
  tags: [virtualization]
  gather_facts: false
  tasks:
<#if lab.hypervisor.virtType.word() != "qemu">
    # A usable /dev/kvm is not enough: inside some virtual machines qemu fails as soon as it sets up its first virtual CPU.
    # The test uses the CPU model of the lab's virtual machines. -S keeps the CPU from running, and the monitor command quits qemu.
    - name: Test whether KVM works
      ansible.builtin.command:
        argv: [timeout, "20", ${platform.libvirt.qemuBinary}, -machine, accel=kvm, -cpu, host, -nodefaults, -display, none, -S, -monitor, stdio]
        stdin: quit
      register: kvm_trial
      changed_when: false
      failed_when: false
      check_mode: false

</#if>
<#if lab.hypervisor.virtType.word() == "kvm">
    - name: Check that KVM works
      ansible.builtin.assert:
        that: kvm_trial.rc == 0 and look.system.virtualization
        fail_msg: >-
          KVM does not work on this hypervisor ({{ kvm_trial.stderr | default('the processor has no virtualization flag', true) | trim }}).
          Enable virtualization in its firmware, enable nested virtualization in the hypervisor below it, or set VIRT_TYPE=auto.
        quiet: true
      # timeout exits with 127 if qemu is not installed.
      when: kvm_trial.rc != 127 or not ansible_check_mode

</#if>
    - name: Record whether virtual machines use KVM or emulation
      lab_files:
        files:
          - path: ${marks}/virtualization
<#if lab.hypervisor.virtType.word() == "qemu">
            content: "qemu\n"
<#else>
            content: "{{ 'kvm' if kvm_trial.rc == 0 and look.system.virtualization else 'qemu' }}\n"
</#if>
