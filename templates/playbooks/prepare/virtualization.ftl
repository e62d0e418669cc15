- name: Virtualization - <#if lab.hypervisor.virtType.word() == "qemu">note that machines are emulated<#else>find out whether machines run on KVM or under emulation</#if>
  hosts: hypervisor-root
  tags: [virtualization]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

<#if lab.hypervisor.virtType.word() != "qemu">
    # A /dev/kvm that opens is no proof: inside some virtual machines qemu still ends at once when it sets up its first processor.
    # The trial takes the processor that the lab's machines will get, stops before it runs, and is told to quit.
    - name: Try KVM
      ansible.builtin.command:
        argv: [timeout, "20", ${platform.libvirt.qemuBinary}, -machine, accel=kvm, -cpu, host, -nodefaults, -display, none, -S, -monitor, stdio]
        stdin: quit
      register: kvm_trial
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Look for the processor's own word on virtualization
      ansible.builtin.command:
        argv: [grep, --quiet, --word-regexp, --extended-regexp, vmx|svm, /proc/cpuinfo]
      register: kvm_flag
      changed_when: false
      failed_when: false
      check_mode: false

</#if>
<#if lab.hypervisor.virtType.word() == "kvm">
    - name: Require KVM
      ansible.builtin.assert:
        that: kvm_trial.rc == 0 and kvm_flag.rc == 0
        fail_msg: >-
          KVM does not work on this hypervisor ({{ kvm_trial.stderr | default('the processor offers no virtualization', true) | trim }}).
          Switch virtualization on in its firmware, or nested virtualization in the hypervisor below it, or set VIRT_TYPE=auto.
        quiet: true

</#if>
    - name: Keep the finding for the stages that make virtual machines
      ansible.builtin.copy:
        dest: ${marks}/virtualization
<#if lab.hypervisor.virtType.word() == "qemu">
        content: "qemu\n"
<#else>
        content: "{{ 'kvm' if kvm_trial.rc == 0 and kvm_flag.rc == 0 else 'qemu' }}\n"
</#if>
        owner: root
        group: root
        mode: "0644"
