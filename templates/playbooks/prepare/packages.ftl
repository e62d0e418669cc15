- name: Packages - install libvirt, qemu and tools, and start installing VirtualBMC
  hosts: hypervisor-root
  tags: [packages]
  gather_facts: false
<#include "proxies.ftl">
<#include "virtualbmc-vars.ftl">
  tasks:
    # A fresh machine may still update itself. The message of the last attempt tells who holds the lock.
    - name: Wait until no other program uses ${platform.packageManager.word()}
      lab_lock_info:
        files:
<#list apt?then(["/var/lib/apt/lists/lock", "/var/lib/dpkg/lock-frontend", "/var/lib/dpkg/lock"],
    yum?then(["/var/run/yum.pid"], ["/var/cache/dnf/metadata_lock.pid", "/var/lib/dnf/rpmdb_lock.pid"])
    + ["/var/lib/rpm/.rpm.lock"]) as file>
          - ${file}
</#list>
      register: lock
      until: lock.holders | length == 0
      retries: 60
      delay: 10
      when:
        - look.packages.hypervisor.missing | length > 0
        - not ansible_check_mode

<#if apt>
    # Recommended packages are not installed: they include a desktop and a second firewall. Two of them are needed and listed here:
    # dnsmasq-base (DHCP of the networks) and dbus-user-session (stack's libvirt daemon exits when its D-Bus exits).
    # apt waits too if another program has been faster. Without python3-apt, the module updates the lists of packages before it
    # installs that; it must not do it again.
</#if>
    - name: Install packages
      ansible.builtin.<#if yum>package<#else>${platform.packageManager.word()}</#if>:
        name: "{{ look.packages.hypervisor.missing }}"
        state: present
<#if yum>
        use: yum
</#if>
<#if apt>
        install_recommends: false
        update_cache: true
        cache_valid_time: 20 # seconds
        lock_timeout: 600
</#if>
      changed_when: true
      # Without the package lists of the repositories, check mode would fail.
      when:
        - look.packages.hypervisor.missing | length > 0
        - not ansible_check_mode

    # libvirt's network "default" stays unchanged.
    - name: Enable and start libvirt's services
      ansible.builtin.shell:
        cmd: |
          set -eu
          # To enable a unit again would also enable units that belong to it and that somebody has disabled.
          for unit in {{ names | join(' ') }}; do
            systemctl is-enabled --quiet $unit || systemctl enable $unit
          done
          systemctl start {{ names | join(' ') }}
      changed_when: true
      when:
        - services | selectattr('active') | selectattr('enabled', 'equalto', 'enabled') | length < services | length
        - services | rejectattr('exists') | length == 0 or not ansible_check_mode
      vars:
        services: "{{ look.units | dict2items | selectattr('key', 'in', names) | map(attribute='value') | list }}"
        names:
<#list platform.libvirt.services as service>
          - ${yaml(service)}
</#list>

<#macro pip name background=false>
          ansible.builtin.pip:
            name: ${name}
            virtualenv: /opt/tripleo-lab/virtualbmc
            virtualenv_command: <#if platform.virtualBmc.python?contains("python2")>virtualenv --python=${platform.virtualBmc.python}<#else>${platform.virtualBmc.python} -m venv</#if>
            virtualenv_site_packages: true
            umask: "0022"
          environment: "{{ pip_environment }}"
<#if background>
          async: 3600
          poll: 0
          register: virtualbmc_job
</#if>
          changed_when: true
          when: not ansible_check_mode
</#macro>
    # VirtualBMC is installed while the next sections run; section virtualbmc waits for it.
    # As the user that runs it, because the modes of the files count too. It prints its version.
    - name: Find out whether stack can run the wanted version of VirtualBMC
      ansible.builtin.command:
        argv: [runuser, -u, stack, --, /opt/tripleo-lab/virtualbmc/bin/vbmcd, --version]
      environment: "{{ pip_environment }}"
      register: virtualbmc_version
      changed_when: false
      failed_when: false
      check_mode: false
      when: look.files['/opt/tripleo-lab/virtualbmc/bin/vbmcd'].exists
      tags: [virtualbmc]

    - name: Install VirtualBMC
      tags: [virtualbmc]
      when: version not in virtualbmc_version.stdout | default('') ~ virtualbmc_version.stderr | default('')
      block:
        # pip does not repair what it takes for installed. An interrupted run may have left pip running. The brackets keep pkill from
        # matching this shell.
        - name: Remove a VirtualBMC that does not work
          ansible.builtin.shell:
            cmd: |
              pkill --full '[e]nv .*/opt/tripleo-lab/virtualbmc'
              pkill --full '/opt/tripleo-lab/virtualbmc/bin/p.*[p]ip'
              rm -rf /opt/tripleo-lab/virtualbmc/
          changed_when: true
          when: look.files['/opt/tripleo-lab/virtualbmc'].exists

<#if platform.virtualBmc.python?ends_with("python3.6")>
        # pip 9.0.3 of this Python does not support current wheels and would have to compile cryptography.
        - name: Upgrade pip in VirtualBMC's virtualenv
<@pip name="pip>=19.3" />

</#if>
        # The libvirt binding is the distribution's package, which matches the installed libvirt. All other packages are in a virtualenv.
        - name: Start installing VirtualBMC in its virtualenv
<#if platform.virtualBmc.with?has_content>
<@pip name='["virtualbmc=={{ version }}", ' + platform.virtualBmc.with?join(", ") + "]" background=true />
<#else>
<@pip name='"virtualbmc=={{ version }}"' background=true />
</#if>
