- name: Packages - install libvirt, qemu and tools
  hosts: hypervisor-root
  tags: [packages]
  gather_facts: false
<#include "proxies.ftl">
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

    # Before they are installed, so that purge finds them even after a failed run.
    - name: Record the packages that the lab adds
      ansible.builtin.command:
        argv: [tee, --append, ${marks}/made/packages]
        stdin: "{{ look.packages.hypervisor.missing | join('\n') }}"
      when: look.packages.hypervisor.missing | length > 0
      changed_when: true

<#if apt>
    # Recommended packages are not installed: they include a desktop and a second firewall. Two of them are needed and listed here:
    # dnsmasq-base (DHCP of the networks) and dbus-user-session (stack's libvirt daemon exits when its D-Bus exits).
    # apt waits too if another program has been faster.
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
        lock_timeout: 600
</#if>
      changed_when: true
      # Without the package lists of the repositories, check mode would fail.
      when:
        - look.packages.hypervisor.missing | length > 0
        - not ansible_check_mode

    # libvirt's network "default" stays unchanged.
<#list platform.libvirt.services as service>
    - name: Enable and start ${service}
      ansible.builtin.systemd_service:
        name: ${yaml(service)}
        enabled: true
        state: started
      when:
        - not (look.units['${service}'].active and look.units['${service}'].enabled == 'enabled')
        - look.units['${service}'].exists or not ansible_check_mode
<#sep>

</#sep>
</#list>
