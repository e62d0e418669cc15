- name: VirtualBMC - give stack's virtual machines IPMI
  hosts: hypervisor-root
  tags: [virtualbmc]
  gather_facts: false
<#include "proxies.ftl">
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

    # Purging removes the folder by this mark alone: one that was there before the lab is not the lab's.
    - name: Mark the folder of VirtualBMC as the lab's
      ansible.builtin.command:
        argv: [install, -D, --mode=0644, ${marks}/owner, /opt/tripleo-lab/owner]
        creates: /opt/tripleo-lab

<#macro pip name>
      ansible.builtin.pip:
        name: ${name}
        virtualenv: /opt/tripleo-lab/virtualbmc
        virtualenv_command: <#if platform.virtualBmc.python?contains("python2")>virtualenv --python=${platform.virtualBmc.python}<#else>${platform.virtualBmc.python} -m venv</#if>
        virtualenv_site_packages: true
      environment:
        PIP_CERT: ${apt?then("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")}
        PIP_DISABLE_PIP_VERSION_CHECK: "1"
<#if lab.siteNetwork.pypiIndexUrl.isPresent()>
        PIP_INDEX_URL: ${unsafe(lab.siteNetwork.pypiIndexUrl.get())}
</#if>
</#macro>
<#if platform.virtualBmc.python?ends_with("python3.6")>
    # The pip of this Python, 9.0.3, takes no packages of the kind that is made today and would have to build cryptography.
    - name: Bring the pip of VirtualBMC up to date
<@pip name="pip>=19.3" />

</#if>
    # libvirt's binding is the distribution's, made for the libvirt that is installed; the rest lives apart from the system's Python.
    # pip is told to trust what the system trusts, for networks with a certificate authority of their own.
    - name: Install VirtualBMC
<#if platform.virtualBmc.with?has_content>
<@pip name="[virtualbmc==" + lab.virtualBmc.version + ", " + platform.virtualBmc.with?join(", ") + "]" />
<#else>
<@pip name="virtualbmc==" + lab.virtualBmc.version />
</#if>
<#if platform.selinux>

    # systemd may not run programs from a folder without this label.
    - name: Declare the label of VirtualBMC's programs
      community.general.sefcontext:
        target: /opt/tripleo-lab/virtualbmc/bin(/.*)?
        setype: bin_t
      when: ansible_facts.selinux.status == 'enabled'

    - name: Label VirtualBMC's programs
      ansible.builtin.command:
        argv: [restorecon, -Rv, /opt/tripleo-lab/virtualbmc/bin]
      register: virtualbmc_labels
      changed_when: virtualbmc_labels.stdout | length > 0
      when: ansible_facts.selinux.status == 'enabled'
</#if>

    - name: Create the folders of VirtualBMC's state
      ansible.builtin.file:
        path: "{{ item }}"
        state: directory
        owner: root
        group: root
        mode: "0755"
      loop:
        - /var/lib/tripleo-lab
        - ${state}

    # VirtualBMC keeps the nodes' passwords here in clear text.
    - name: Create the folder of VirtualBMC's nodes, for stack alone
      ansible.builtin.file:
        path: ${state}/virtualbmc
        state: directory
        owner: stack
        group: stack
        mode: "0700"

    # The pid file is in a folder that a reboot empties: an old number could belong to another process by then.
    # The control port has no authentication and listens on the loopback address only.
    - name: Write the configuration of VirtualBMC
      ansible.builtin.copy:
        dest: ${marks}/virtualbmc.conf
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
        owner: root
        group: root
        mode: "0644"

    # The user manager's number is only known on the machine, hence the shell. libvirt must not start a second daemon
    # when stack's is away for a moment: the command fails then, and the next one works.
    - name: Write the unit of VirtualBMC
      ansible.builtin.copy:
        dest: /etc/systemd/system/${bmcUnit}
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
          # It ends with 0 also when it fails.
          Restart=always
          RestartSec=2

          [Install]
          WantedBy=multi-user.target
        owner: root
        group: root
        mode: "0644"

    # Client and daemon must read the same configuration, whoever calls.
    - name: Write the command vbmc
      ansible.builtin.copy:
        dest: /usr/local/bin/vbmc
        content: |
          #!/bin/sh
          ${managed}
          export VIRTUALBMC_CONFIG=${marks}/virtualbmc.conf
          exec /opt/tripleo-lab/virtualbmc/bin/vbmc "$@"
        owner: root
        group: root
        mode: "0755"

    # Told by the files and not by the tasks above: a run may have been cut off between them and this.
    - name: Find out whether VirtualBMC runs with what is there
      ansible.builtin.command:
        argv:
          - find
          - ${marks}/virtualbmc.conf
          - /etc/systemd/system/${bmcUnit}
          - /opt/tripleo-lab/virtualbmc/bin/vbmcd
          - -newer
          - /run/virtualbmc/master.pid
      register: virtualbmc_news
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Start VirtualBMC, now and at boot
      ansible.builtin.systemd_service:
        name: ${bmcUnit}
        daemon_reload: true
        enabled: true
        state: "{{ 'started' if virtualbmc_news.rc == 0 and virtualbmc_news.stdout == '' else 'restarted' }}"

    - name: Require that VirtualBMC answers its client
      ansible.builtin.command:
        argv: [/usr/local/bin/vbmc, list]
      register: virtualbmc_list
      changed_when: false
      check_mode: false
      until: virtualbmc_list.rc == 0
      retries: 15
      delay: 1
