- name: VirtualBMC - provide IPMI for stack's virtual machines
  hosts: hypervisor-root
  tags: [virtualbmc]
  gather_facts: false
<#include "proxies.ftl">
<#include "virtualbmc-vars.ftl">
  tasks:
    # Section packages has started it.
    - name: Wait until VirtualBMC is installed
      ansible.builtin.async_status:
        jid: "{{ virtualbmc_job.ansible_job_id }}"
      register: virtualbmc_installed
      until: virtualbmc_installed is finished
      retries: 3600
      delay: 1
      changed_when: false
      when: virtualbmc_job is not skipped

    - name: Check that stack can run VirtualBMC
      ansible.builtin.command:
        argv: [runuser, -u, stack, --, /opt/tripleo-lab/virtualbmc/bin/vbmcd, --version]
      environment: "{{ pip_environment }}"
      register: virtualbmc_runs
      changed_when: false
      when: virtualbmc_job is not skipped
      failed_when: version not in virtualbmc_runs.stdout ~ virtualbmc_runs.stderr
<#if platform.selinux>

    # SELinux allows systemd to run programs only with this label.
    - name: Define the SELinux label of VirtualBMC's programs
      community.general.sefcontext:
        target: /opt/tripleo-lab/virtualbmc/bin(/.*)?
        setype: bin_t
      when:
        - look.system.selinux
        - look.packages.hypervisor.missing | length == 0 or not ansible_check_mode

    - name: Apply the SELinux label to VirtualBMC's programs
      ansible.builtin.command:
        argv: [restorecon, -Rv, /opt/tripleo-lab/virtualbmc/bin]
      register: virtualbmc_labels
      changed_when: virtualbmc_labels.stdout | length > 0
      when: look.system.selinux
</#if>

    - name: Write the configuration of VirtualBMC, its systemd unit and the command vbmc
      lab_files:
        files:
          - path: /var/lib/tripleo-lab
          - path: ${state}
          # VirtualBMC stores the nodes' passwords here in clear text.
          - path: ${state}/virtualbmc
            owner: stack
            group: stack
            mode: "0700"
          # The pid file is in /run, which a reboot empties: a stale pid could belong to another process.
          # The control port has no authentication and listens only on the loopback address.
          - path: ${marks}/virtualbmc.conf
            content: |
              ${managed}
              [default]
              config_dir = ${state}/virtualbmc
              pid_file = /run/virtualbmc/master.pid
              server_port = 50891
              show_passwords = false

              [log]
              debug = false

              [ipmi]
              session_timeout = 5
          # The numeric id of stack is only known on the hypervisor, hence the shell. LIBVIRT_AUTOSTART=0 keeps libvirt from starting a second
          # daemon while stack's daemon restarts: the command fails, and the next one works.
          - path: /etc/systemd/system/${bmcUnit}
            content: |
              ${managed}
              [Unit]
              Description=VirtualBMC, IPMI for the virtual machines of user stack
              Wants=network-online.target
              After=network-online.target libvirtd.service systemd-logind.service

              [Service]
              User=stack
              UMask=0077
              RuntimeDirectory=virtualbmc
              Environment=VIRTUALBMC_CONFIG=${marks}/virtualbmc.conf
              Environment=LIBVIRT_AUTOSTART=0
              ExecStart=/bin/sh -c '<#if session>XDG_RUNTIME_DIR=/run/user/$$(id -u) </#if>exec /opt/tripleo-lab/virtualbmc/bin/vbmcd --foreground'
              # vbmcd exits with 0 even when it fails.
              Restart=always
              RestartSec=2

              [Install]
              WantedBy=multi-user.target
          # Client and daemon have to read the same configuration, whichever user runs the client.
          - path: /usr/local/bin/vbmc
            content: |
              #!/bin/sh
              ${managed}
              export VIRTUALBMC_CONFIG=${marks}/virtualbmc.conf
              exec /opt/tripleo-lab/virtualbmc/bin/vbmc "$@"
            mode: "0755"
      register: virtualbmc_files

    # Compares file times too, because an earlier run may have been interrupted after it changed the files.
    - name: Enable and start VirtualBMC
      ansible.builtin.systemd_service:
        name: ${bmcUnit}
        daemon_reload: true
        enabled: true
        state: restarted
      changed_when: true
      when:
        - >-
          virtualbmc_files.changed or virtualbmc_installed is not skipped
          or not look.units['${bmcUnit}'].active or look.units['${bmcUnit}'].enabled != 'enabled'
          or not pid_file.exists or newest | float > pid_file.modified
        - look.units['${bmcUnit}'].exists or not ansible_check_mode
      vars:
        pid_file: "{{ look.files['/run/virtualbmc/master.pid'] }}"
        newest: "{{ look.files | dict2items | selectattr('key', 'in', started) | map(attribute='value.modified', default=0) | max }}"
        started: [${marks}/virtualbmc.conf, /etc/systemd/system/${bmcUnit}, /opt/tripleo-lab/virtualbmc/bin/vbmcd]

    - name: Check that VirtualBMC answers its client
      ansible.builtin.command:
        argv: [/usr/local/bin/vbmc, list]
      register: virtualbmc_list
      changed_when: false
      check_mode: false
      until: virtualbmc_list.rc == 0
      retries: 15
      delay: 1
      when: look.units['${bmcUnit}'].active or not ansible_check_mode
