- name: Stack - create the user that owns the lab's virtual machines
  hosts: hypervisor-root
  tags: [stack]
  gather_facts: false
  tasks:
<#assign passwordFile = "stack@hypervisor"
  passwordCheckMode = platform.packages?seq_contains("openssl")?then("\"{{ 'openssl' in look.packages.hypervisor.missing }}\"", "false")>
<#include "../password-hash.ftl">

<#if session>
    # Group kvm has to be set before the lingering session starts below: a session keeps its groups.
<#else>
    # Members of group libvirt may use the system's libvirt without a password.
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

    # A purge that was interrupted left it to an earlier user stack with another numeric id.
    - name: Make stack the owner of its home folder
      ansible.builtin.command:
        argv: [chown, --recursive, --no-dereference, "stack:stack", /home/stack]
      changed_when: true
      when: "'stack' not in look.users and look.files['/home/stack'].exists"

    - name: Authorize the lab's ssh key for stack
      ansible.posix.authorized_key:
        user: stack
        # Check mode needs it if stack does not exist.
        path: /home/stack/.ssh/authorized_keys
        key: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/keys/stack@hypervisor.pub') }}"

<#if session>
    # A daemon that libvirt starts on demand ends two minutes after the last virtual machine stops. VirtualBMC could then power on no virtual
    # machine, and the next "virsh list" would start a new daemon and with it all virtual machines that have autostart.
</#if>
    - name: Allow stack to use sudo without a password<#if session>, and write the systemd unit<#if userUnits>s</#if> of stack's libvirt daemon</#if>
      lab_files:
        files:
          - path: /etc/sudoers.d/stack
            content: |
              ${managed}
              stack ALL=(root) NOPASSWD: ALL
            mode: "0440"
            validate: [/usr/sbin/visudo, -cf, "%s"]
<#if session && userUnits>
          - path: /etc/systemd/user/${sessionUnit}
            content: |
              ${managed}
              [Unit]
              Description=libvirt daemon of the session of user stack
              ConditionUser=stack
              # The daemon ends when its D-Bus ends.
              Wants=dbus.service
              After=dbus.service dbus.socket

              [Service]
              Type=notify
              # Virtual machines with autostart need the bridges. A user unit cannot be ordered after them.
              ExecStartPre=/bin/sh -c 'for i in $(seq 120); do \
                  [ -e /sys/class/net/${nat.bridge} ] && [ -e /sys/class/net/${bridge} ] && exit 0; sleep 0.5; done'
              # A daemon that was started on demand holds the pid file. This unit takes over its running virtual machines.
              ExecStartPre=-/usr/bin/pkill -u %u -x ${sessionDaemonName}
              ExecStart=${platform.libvirt.sessionDaemon.binary}
              # A restart leaves the virtual machines running.
              KillMode=process
              Restart=on-failure
              TimeoutStartSec=90

              [Install]
              WantedBy=default.target
          # libvirt-guests.service handles only the system's virtual machines; a reboot would kill stack's.
          # Wants instead of Requires: a restart of the daemon must not shut down the virtual machines.
          - path: /etc/systemd/user/${guestsUnit}
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
<#elseif session>
          # This platform has no user units: a system unit runs the daemon as stack, in stack's runtime folder.
          - path: /etc/systemd/system/${sessionUnit}
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
      register: stack_files
</#if>
<#if session>

    # stack's services start at boot and run without a login.
    - name: Enable lingering for stack
      ansible.builtin.command:
        argv: [loginctl, enable-linger, stack]
      changed_when: true
      when: not look.files['/var/lib/systemd/linger/stack'].exists
<#if !userUnits>

    - name: Enable and start stack's libvirt daemon
      ansible.builtin.systemd_service:
        name: ${sessionUnit}
        daemon_reload: true
        enabled: true
        state: started
      when:
        - stack_files.changed or not look.units['${sessionUnit}'].active or look.units['${sessionUnit}'].enabled != 'enabled'
        - look.units['${sessionUnit}'].exists or not ansible_check_mode
</#if>
</#if>
