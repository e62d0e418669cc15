# This play connects as stack. With sudo or su a second libvirt daemon would start on the same virtual machines.
- name: Session - <#if session && userUnits>start stack's libvirt daemon and create its storage pool<#else>create the storage pool of stack's virtual machines</#if>
  hosts: hypervisor-stack
  tags: [session]
  gather_facts: false
  tasks:
    - name: Skip this play in check mode when the hypervisor is not prepared
      ansible.builtin.meta: end_host
      when: hostvars['hypervisor-root'].skip_in_check_mode

<#if session && userUnits>
    # Compares file times, because an earlier run may have been interrupted after it wrote the unit.
    - name: Find out whether stack's libvirt daemon needs a restart
      ansible.builtin.shell: find /etc/systemd/user/${sessionUnit} -newer "$XDG_RUNTIME_DIR/libvirt/${sessionDaemonName}.pid"
      register: newer_than_daemon
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Enable and start stack's libvirt daemon
      ansible.builtin.systemd_service:
        name: ${sessionUnit}
        scope: user
        daemon_reload: true
        enabled: true
        state: "{{ 'started' if newer_than_daemon.rc == 0 and newer_than_daemon.stdout == '' else 'restarted' }}"

    - name: Enable the orderly shutdown of stack's virtual machines
      ansible.builtin.systemd_service:
        name: ${guestsUnit}
        scope: user
        enabled: true
        state: started

</#if>
    - name: Check that stack can use virsh
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", list, --all]
      register: session_list
      changed_when: false
      check_mode: false
      until: session_list.rc == 0
      retries: 10
      delay: 1

<#if !session>
    # The system's libvirt runs virtual machines as another user.
    - name: Allow access to virtual machine disks through stack's home folder
      ansible.builtin.file:
        path: /home/stack
        mode: o+x

</#if>
    - name: Create the folder for virtual machine disks
      ansible.builtin.file:
        path: "{{ item }}"
        state: directory
        mode: "0755"
      loop:
        - ${images?keep_before_last("/")}
        - ${images}

    - name: Define storage pool ${lab.name}
      community.libvirt.virt_pool:
        name: ${yaml(lab.name)}
        uri: ${libvirtUri}
        state: present
        xml: |
          <pool type="dir">
            <name>${lab.name}</name>
            <target>
              <path>${images}</path>
            </target>
          </pool>

    - name: Enable autostart of storage pool ${lab.name}
      community.libvirt.virt_pool:
        name: ${yaml(lab.name)}
        uri: ${libvirtUri}
        autostart: true

    - name: Start storage pool ${lab.name}
      community.libvirt.virt_pool:
        name: ${yaml(lab.name)}
        uri: ${libvirtUri}
        state: active
