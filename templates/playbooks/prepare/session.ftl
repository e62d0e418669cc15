# This play connects as stack. With sudo or su a second libvirt daemon would start on the same virtual machines.
- name: Session - <#if session && userUnits>start stack's libvirt daemon and create its storage pool<#else>create the storage pool of stack's virtual machines</#if>
  hosts: hypervisor-stack
  tags: [session]
  gather_facts: false
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
    - name: Enable and start stack's libvirt daemon and the orderly shutdown of stack's virtual machines
      ansible.builtin.shell:
        cmd: |
          set -eu
          systemctl --user daemon-reload
          systemctl --user enable ${sessionUnit} ${guestsUnit}
          systemctl --user {{ older | ternary('restart', 'start') }} ${sessionUnit}
          systemctl --user start ${guestsUnit}
      changed_when: true
      when: older or ready | length < 2
      vars:
        pid_file: "{{ session.files['$XDG_RUNTIME_DIR/libvirt/${sessionDaemonName}.pid'] }}"
        ready: "{{ session.units.values() | selectattr('active') | selectattr('enabled', 'equalto', 'enabled') | list }}"
        older: "{{ pid_file.exists and pid_file.modified < session.files['/etc/systemd/user/${sessionUnit}'].modified }}"

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

    # If libvirt does not answer yet, the look could not find the pool.
    - name: Define and start storage pool ${lab.name}
      ansible.builtin.shell:
        cmd: |
          set -euo pipefail
          export LC_ALL=C LIBVIRT_DEFAULT_URI=${libvirtUri}
          virsh list --all
          virsh pool-info "$POOL" >/dev/null 2>&1 || virsh pool-define /dev/stdin
          virsh pool-autostart "$POOL"
          virsh pool-info "$POOL" | grep '^State: *running' >/dev/null || virsh pool-start "$POOL"
        executable: /bin/bash
        stdin: |
          <pool type="dir">
            <name>${lab.name}</name>
            <target>
              <path>${images}</path>
            </target>
          </pool>
      environment:
        POOL: ${yaml(lab.name)}
      register: session_pool
      until: session_pool is succeeded
      retries: 10
      delay: 1
      changed_when: true
      when: not pool.uuid or not pool.active or not pool.autostart
