- name: VirtualBMC - provide IPMI for stack's virtual machines
  hosts: hypervisor-root
  tags: [virtualbmc]
  gather_facts: false
<#include "proxies.ftl">
  vars:
    version: "${lab.virtualBmc.version}"
    # pip and Python ignore what the hypervisor configures for them: it could send the packages elsewhere.
    # PIP_CERT makes pip trust the system's certificates, for networks with their own certificate authority.
    pip_environment:
      PIP_CERT: ${apt?then("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")}
      PIP_CONFIG_FILE: /dev/null
      PIP_DISABLE_PIP_VERSION_CHECK: "1"
      PIP_PREFIX: ""
      PIP_TARGET: ""
      PIP_USER: ""
<#if lab.siteNetwork.pypiIndexUrl.isPresent()>
      PIP_INDEX_URL: ${unsafe(lab.siteNetwork.pypiIndexUrl.get())}
</#if>
      PYTHONHOME: ""
      PYTHONPATH: ""
  tasks:
    # Purge removes the folder only if it has this mark. A folder that existed before the lab gets none.
    - name: Mark the folder of VirtualBMC as this lab's
      ansible.builtin.command:
        argv: [install, -D, --mode=0644, ${marks}/owner, /opt/tripleo-lab/owner]
        creates: /opt/tripleo-lab

<#macro pip name>
          ansible.builtin.pip:
            name: ${name}
            virtualenv: /opt/tripleo-lab/virtualbmc
            virtualenv_command: <#if platform.virtualBmc.python?contains("python2")>virtualenv --python=${platform.virtualBmc.python}<#else>${platform.virtualBmc.python} -m venv</#if>
            virtualenv_site_packages: true
            umask: "0022"
          environment: "{{ pip_environment }}"
          changed_when: true
          when: not ansible_check_mode
</#macro>
    # As the user that runs it, because the modes of the files count too. It prints its version.
    - name: Find out whether stack can run the wanted version of VirtualBMC
      ansible.builtin.command:
        argv: [runuser, -u, stack, --, /opt/tripleo-lab/virtualbmc/bin/vbmcd, --version]
      environment: "{{ pip_environment }}"
      register: virtualbmc_version
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Install VirtualBMC
      when: version not in virtualbmc_version.stdout ~ virtualbmc_version.stderr
      block:
        # pip does not repair what it takes for installed.
        - name: Remove a VirtualBMC that does not work
          ansible.builtin.file:
            path: /opt/tripleo-lab/virtualbmc
            state: absent

<#if platform.virtualBmc.python?ends_with("python3.6")>
        # pip 9.0.3 of this Python does not support current wheels and would have to compile cryptography.
        - name: Upgrade pip in VirtualBMC's virtualenv
<@pip name="pip>=19.3" />

</#if>
        # The libvirt binding is the distribution's package, which matches the installed libvirt. All other packages are in a virtualenv.
        - name: Install VirtualBMC in its virtualenv
<#if platform.virtualBmc.with?has_content>
<@pip name='["virtualbmc=={{ version }}", ' + platform.virtualBmc.with?join(", ") + "]" />
<#else>
<@pip name='"virtualbmc=={{ version }}"' />
</#if>

        - name: Check that stack can run VirtualBMC
          ansible.builtin.command:
            argv: [runuser, -u, stack, --, /opt/tripleo-lab/virtualbmc/bin/vbmcd, --version]
          environment: "{{ pip_environment }}"
          register: virtualbmc_installed
          changed_when: false
          when: not ansible_check_mode
          failed_when: version not in virtualbmc_installed.stdout ~ virtualbmc_installed.stderr
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
