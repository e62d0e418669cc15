- name: Stack - make the user that owns the lab's machines
  hosts: hypervisor-root
  tags: [stack]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

<#assign passwordFile = "stack@hypervisor">
<#include "../password-hash.ftl">

    - name: Note that the lab made user stack
      ansible.builtin.copy:
        dest: ${marks}/made/user-stack
        content: ""
        owner: root
        group: root
        mode: "0644"
      when: ansible_facts.getent_passwd.stack is none

<#if session>
    # Group kvm comes before the lingering session below: that keeps the groups it started with.
<#else>
    # Members of the group libvirt may use the system's libvirt without a password.
</#if>
    - name: Create user stack
      ansible.builtin.user:
        name: stack
        comment: ${stackComment}
        shell: /bin/bash
        groups: [<#if session>kvm<#else>kvm, libvirt</#if>]
        append: true
        password: "{{ stack_password.stdout }}"
      no_log: true

    # A home that an earlier user of this name has left belongs to that one's number.
    - name: Give the new user its home
      ansible.builtin.command:
        argv: [chown, --recursive, --no-dereference, "stack:stack", /home/stack]
      changed_when: true
      when: ansible_facts.getent_passwd.stack is none

    - name: Authorize the lab's key for stack
      ansible.posix.authorized_key:
        user: stack
        key: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/keys/stack@hypervisor.pub') }}"

    - name: Let stack act as root without a password
      ansible.builtin.copy:
        dest: /etc/sudoers.d/stack
        content: |
          ${managed}
          stack ALL=(root) NOPASSWD: ALL
        owner: root
        group: root
        mode: "0440"
        validate: /usr/sbin/visudo -cf %s
<#if session>

    # stack's services run from boot on, whether anybody is logged in or not.
    - name: Let stack's session linger
      ansible.builtin.command:
        argv: [loginctl, enable-linger, stack]
        creates: /var/lib/systemd/linger/stack

    # A daemon that libvirt starts by itself ends two minutes after the last machine went off, and its session with it:
    # then a machine cannot be switched on from outside, and the next "virsh list" would start those marked autostart.
<#if userUnits>
    - name: Write the unit of stack's own libvirt daemon
      ansible.builtin.copy:
        dest: /etc/systemd/user/${sessionUnit}
        content: |
          ${managed}
          [Unit]
          Description=libvirt daemon of the session of user stack
          ConditionUser=stack
          # The daemon ends as soon as its bus does.
          Wants=dbus.service
          After=dbus.service dbus.socket

          [Service]
          Type=notify
          # Machines that start by themselves need the bridges, which units of a user cannot be ordered after.
          ExecStartPre=/bin/sh -c 'for i in $(seq 120); do \
              [ -e /sys/class/net/${nat.bridge} ] && [ -e /sys/class/net/${bridge} ] && exit 0; sleep 0.5; done'
          # A daemon that started by itself holds the pid file; its machines are taken over unharmed.
          ExecStartPre=-/usr/bin/pkill -u %u -x ${sessionDaemonName}
          ExecStart=${platform.libvirt.sessionDaemon.binary}
          # A restart leaves the machines running.
          KillMode=process
          Restart=on-failure
          TimeoutStartSec=90

          [Install]
          WantedBy=default.target
        owner: root
        group: root
        mode: "0644"

    # libvirt-guests.service knows only the system's machines; stack's would be cut off at a reboot.
    # Wants instead of Requires: a restart of the daemon must not shut the machines down.
    - name: Write the unit that shuts stack's machines down in order
      ansible.builtin.copy:
        dest: /etc/systemd/user/${guestsUnit}
        content: |
          ${managed}
          [Unit]
          Description=Orderly shutdown of the virtual machines of user stack
          ConditionUser=stack
          Wants=${sessionUnit} dbus.service
          After=${sessionUnit} dbus.service dbus.socket

          [Service]
          Type=oneshot
          RemainAfterExit=yes
          ExecStart=/bin/true
          Environment=LIBVIRT_DEFAULT_URI=qemu:///session
          ExecStop=/bin/sh -c 'for machine in $(virsh list --uuid); do virsh shutdown "$machine"; done; \
              for i in $(seq 45); do [ -n "$(virsh list --uuid)" ] || exit 0; sleep 1; done'
          TimeoutStopSec=60

          [Install]
          WantedBy=default.target
        owner: root
        group: root
        mode: "0644"
<#else>
    # This platform runs no units of users: a unit of the system runs the daemon as stack, in stack's session folder.
    - name: Write the unit of stack's own libvirt daemon
      ansible.builtin.copy:
        dest: /etc/systemd/system/${sessionUnit}
        content: |
          ${managed}
          [Unit]
          Description=libvirt daemon of the session of user stack
          After=network.target systemd-logind.service

          [Service]
          User=stack
          PAMName=login
          KillMode=process
          ExecStart=/bin/sh -c 'XDG_RUNTIME_DIR=/run/user/$$(id -u) exec ${platform.libvirt.sessionDaemon.binary}'
          ExecStop=/bin/sh -c 'export XDG_RUNTIME_DIR=/run/user/$$(id -u) LIBVIRT_DEFAULT_URI=qemu:///session; \
              for machine in $$(virsh list --uuid); do virsh shutdown "$$machine"; done; \
              for i in $$(seq 45); do [ -n "$$(virsh list --uuid)" ] || exit 0; sleep 1; done'
          Restart=on-failure
          TimeoutStopSec=60

          [Install]
          WantedBy=multi-user.target
        owner: root
        group: root
        mode: "0644"

    - name: Start stack's libvirt daemon, now and at boot
      ansible.builtin.systemd_service:
        name: ${sessionUnit}
        daemon_reload: true
        enabled: true
        state: started
</#if>
</#if>
