# This play connects as stack. With sudo or su a second libvirt daemon would start on the same virtual machines.
- name: Session - <#if session && userUnits>start stack's libvirt daemon and create its storage pool<#else>create the storage pool of stack's virtual machines</#if>
  hosts: hypervisor-stack
  tags: [session]
  gather_facts: false
  module_defaults:
    community.libvirt.virt_pool:
      uri: ${libvirtUri}
  vars:
    pool: "{{ session.libvirt['${libvirtUri}'].pools['${lab.name}'] | default({'uuid': '', 'active': false, 'autostart': false}) }}"
  tasks:
    # In check mode, stack cannot log in before section stack has written this file.
    - name: Skip this play in check mode when the hypervisor has no user stack
      ansible.builtin.meta: end_host
      when: ansible_check_mode and not hostvars['hypervisor-root'].look.files['/etc/sudoers.d/stack'].exists

    - name: Look at stack's session
      lab_host_info:
<#if session && userUnits>
        files:
          - /etc/systemd/user/${sessionUnit}
          - $XDG_RUNTIME_DIR/libvirt/${sessionDaemonName}.pid
        scope: user
        units: [${sessionUnit}, ${guestsUnit}]
</#if>
        libvirt:
          ${libvirtUri}:
            pools: [${yaml(lab.name)}]
      register: session

<#if session && userUnits>
    # Compares file times, because an earlier run may have been interrupted after it wrote the unit.
    - name: Enable and start stack's libvirt daemon
      ansible.builtin.systemd_service:
        name: ${sessionUnit}
        scope: user
        daemon_reload: true
        enabled: true
        state: "{{ older | ternary('restarted', 'started') }}"
      when: older or not session.units['${sessionUnit}'].active or session.units['${sessionUnit}'].enabled != 'enabled'
      vars:
        pid_file: "{{ session.files['$XDG_RUNTIME_DIR/libvirt/${sessionDaemonName}.pid'] }}"
        older: "{{ pid_file.exists and pid_file.modified < session.files['/etc/systemd/user/${sessionUnit}'].modified }}"

    - name: Enable the orderly shutdown of stack's virtual machines
      ansible.builtin.systemd_service:
        name: ${guestsUnit}
        scope: user
        daemon_reload: true
        enabled: true
        state: started
      when: not session.units['${guestsUnit}'].active or session.units['${guestsUnit}'].enabled != 'enabled'

</#if>
<#if !session>
    # The system's libvirt runs virtual machines as another user.
    - name: Allow access to virtual machine disks through stack's home folder
      ansible.builtin.file:
        path: /home/stack
        mode: o+x

</#if>
    - name: Create the folder for virtual machine disks
      lab_files:
        files:
<#list [images?keep_before_last("/"), images] as folder>
          - path: ${folder}
            owner: stack
            group: stack
</#list>

    # A check must not start libvirt's daemon, which would start the virtual machines that have autostart.
    - name: Create storage pool ${lab.name}
      when: session.libvirt['${libvirtUri}'].answers or not ansible_check_mode
      block:
        - name: Check that stack can use virsh
          ansible.builtin.command:
            argv: [virsh, --connect, "${libvirtUri}", list, --all]
          register: session_list
          changed_when: false
          check_mode: false
          until: session_list.rc == 0
          retries: 10
          delay: 1

        - name: Define storage pool ${lab.name}
          community.libvirt.virt_pool:
            name: ${yaml(lab.name)}
            state: present
            xml: |
              <pool type="dir">
                <name>${lab.name}</name>
                <target>
                  <path>${images}</path>
                </target>
              </pool>
          when: not pool.uuid

        - name: Enable autostart of storage pool ${lab.name}
          community.libvirt.virt_pool:
            name: ${yaml(lab.name)}
            autostart: true
          when: not pool.autostart

        - name: Start storage pool ${lab.name}
          community.libvirt.virt_pool:
            name: ${yaml(lab.name)}
            state: active
          when: not pool.active
