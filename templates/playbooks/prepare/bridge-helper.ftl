- name: Bridge helper - let unprivileged virtual machines use the two bridges
  hosts: hypervisor-root
  tags: [bridge-helper]
  gather_facts: false
  tasks:
    - name: Create the configuration folder of qemu<#if helper.statOverride.isPresent()>, and record that the lab sets the mode of the bridge helper</#if>
      lab_files:
        files:
          - path: ${helper.configuration?keep_before_last("/")}
            needed: "{{ not look.files['${helper.configuration?keep_before_last("/")}'].exists }}"
<#if helper.statOverride.isPresent()>
          - path: ${marks}/made/qemu-bridge-helper-mode
            content: ""
            needed: "{{ look.programs.helper_override.rc == 1 }}"
</#if>
      when: not look.files['${helper.configuration?keep_before_last("/")}'].exists<#if helper.statOverride.isPresent()> or look.programs.helper_override.rc == 1</#if>

    # World-readable, because the helper drops root before it reads the file.
    - name: Allow the bridge helper to use the two bridges
      ansible.builtin.blockinfile:
        path: ${helper.configuration}
        create: true
        marker: "# {mark} ${managed[2..]}"
        block: |
          allow ${nat.bridge}
          allow ${bridge}
        owner: root
        group: root
        mode: "0644"
<#if helper.statOverride.isPresent()>

    # The helper needs root to attach a virtual machine to a bridge. Only members of group kvm may run it.
    # dpkg-statoverride keeps the mode across package updates.
    - name: Set the setuid bit of the bridge helper
      ansible.builtin.command:
        argv: [dpkg-statoverride, --update, --add, ${yaml(helper.statOverride.get()?split(" ")[0])}, ${yaml(helper.statOverride.get()?split(" ")[1])}, ${yaml(helper.statOverride.get()?split(" ")[2])}, ${helper.binary}]
      changed_when: true
      when: look.programs.helper_override.rc == 1
</#if>
<#if session>

    - name: Read the mode of the bridge helper
      lab_host_info:
        files: [${helper.binary}]
      register: bridge_helper

    - name: Check that the bridge helper has the setuid bit
      ansible.builtin.assert:
        that: bridge_helper.files['${helper.binary}'].mode is match('[4567]')
        fail_msg: >-
          ${helper.binary} {{ 'has no setuid bit' if bridge_helper.files['${helper.binary}'].exists else 'is missing' }}.
          Without it, virtual machines of stack get no network.
<#if helper.statOverride.isPresent()>
          Reinstall qemu, or remove a foreign override (dpkg-statoverride --remove ${helper.binary}), and run again.
<#else>
          Reinstall the qemu package that contains it, and run again.
</#if>
        quiet: true
      when: <#if helper.statOverride.isPresent()>look.programs.helper_override.rc == 0<#else>bridge_helper.files['${helper.binary}'].exists</#if> or not ansible_check_mode
</#if>
