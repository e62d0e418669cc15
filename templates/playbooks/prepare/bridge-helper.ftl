- name: Bridge helper - let unprivileged machines join these two bridges
  hosts: hypervisor-root
  tags: [bridge-helper]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

    - name: Create the folder of qemu's settings
      ansible.builtin.file:
        path: ${helper.configuration?keep_before_last("/")}
        state: directory
        owner: root
        group: root
        mode: "0755"

    # Readable by all: the helper gives up root before it reads the file.
    - name: Allow the two bridges
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

    - name: Look for a mode of the helper that package updates keep
      ansible.builtin.command:
        argv: [dpkg-statoverride, --list, ${helper.binary}]
      register: helper_override
      changed_when: false
      failed_when: helper_override.rc > 1
      check_mode: false

    - name: Note that the lab set the helper's mode
      ansible.builtin.copy:
        dest: ${marks}/made/qemu-bridge-helper-mode
        content: ""
        owner: root
        group: root
        mode: "0644"
      when: helper_override.rc == 1

    # Needs root to plug a machine into a bridge. Only members of group kvm may run it.
    - name: Make the helper run as root
      ansible.builtin.command:
        argv: [dpkg-statoverride, --update, --add, ${yaml(helper.statOverride.get()?split(" ")[0])}, ${yaml(helper.statOverride.get()?split(" ")[1])}, ${yaml(helper.statOverride.get()?split(" ")[2])}, ${helper.binary}]
      changed_when: true
      when: helper_override.rc == 1
</#if>
<#if session>

    - name: Look at the helper
      ansible.builtin.stat:
        path: ${helper.binary}
      register: bridge_helper

    - name: Require a helper that runs as root
      ansible.builtin.assert:
        that: ansible_check_mode or (bridge_helper.stat.exists and bridge_helper.stat.isuid)
        fail_msg: >-
          ${helper.binary} {{ 'has no setuid bit' if bridge_helper.stat.exists else 'is missing' }}.
          Without it, machines of stack get no network.
<#if helper.statOverride.isPresent()>
          Install qemu again, or remove a foreign override (dpkg-statoverride --remove ${helper.binary}), and run this once more.
<#else>
          One of qemu's packages brings it: install that again, and run this once more.
</#if>
        quiet: true
</#if>
