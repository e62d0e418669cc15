# All that acts as stack connects as stack: by sudo or su a second libvirt daemon would start on the same machines.
- name: Session - <#if session && userUnits>start stack's own libvirt daemon and make its storage pool<#else>make the storage pool of stack's machines</#if>
  hosts: hypervisor-stack
  tags: [session]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: hostvars['hypervisor-root'].too_bare_to_check

<#if session && userUnits>
    # Told by the files: a run may have been cut off after the unit was written.
    - name: Find out whether stack's libvirt daemon runs with its unit
      ansible.builtin.shell: find /etc/systemd/user/${sessionUnit} -newer "$XDG_RUNTIME_DIR/libvirt/${sessionDaemonName}.pid"
      register: daemon_news
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Start stack's libvirt daemon, now and at boot
      ansible.builtin.systemd_service:
        name: ${sessionUnit}
        scope: user
        daemon_reload: true
        enabled: true
        state: "{{ 'started' if daemon_news.rc == 0 and daemon_news.stdout == '' else 'restarted' }}"

    - name: Shut stack's machines down in order when the hypervisor goes down
      ansible.builtin.systemd_service:
        name: ${guestsUnit}
        scope: user
        enabled: true
        state: started

</#if>
    - name: Require that virsh answers stack
      ansible.builtin.command:
        argv: [virsh, --connect, "${libvirtUri}", list, --all]
      register: session_list
      changed_when: false
      check_mode: false
      until: session_list.rc == 0
      retries: 10
      delay: 1

<#if !session>
    # The system's libvirt runs them as a user of its own.
    - name: Let the machines reach their disks through stack's home
      ansible.builtin.file:
        path: /home/stack
        mode: o+x

</#if>
    - name: Create the folder of the machines' disks
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

    - name: Start storage pool ${lab.name} at boot
      community.libvirt.virt_pool:
        name: ${yaml(lab.name)}
        uri: ${libvirtUri}
        autostart: true

    - name: Start storage pool ${lab.name}
      community.libvirt.virt_pool:
        name: ${yaml(lab.name)}
        uri: ${libvirtUri}
        state: active
