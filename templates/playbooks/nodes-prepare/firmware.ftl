- name: Firmware - install UEFI firmware for virtual machines
  hosts: hypervisor-root
  tags: [firmware]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
    # Before it is installed, so that purge finds it even after a failed run.
    - name: Record the firmware that the lab adds
      ansible.builtin.command:
        argv: [tee, --append, ${marks}/made/packages]
        stdin: "{{ look.packages.firmware.missing | join('\n') }}"
      when: look.packages.firmware.missing | length > 0
      changed_when: true

    - name: Install UEFI firmware
      ansible.builtin.<#if yum>package<#else>${platform.packageManager.word()}</#if>:
        name: "{{ look.packages.firmware.missing }}"
        state: present
<#if yum>
        use: yum
</#if>
<#if apt>
        install_recommends: false
        update_cache: true
        lock_timeout: 600
</#if>
      changed_when: true
      when:
        - look.packages.firmware.missing | length > 0
        - not ansible_check_mode
