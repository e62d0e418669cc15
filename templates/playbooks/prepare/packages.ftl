- name: Packages - install libvirt, qemu and tools
  hosts: hypervisor-root
  tags: [packages]
  gather_facts: false
<#include "proxies.ftl">
  tasks:
    - name: Skip this play in check mode when the hypervisor is not prepared
      ansible.builtin.meta: end_host
      when: skip_in_check_mode

    # Missing packages are recorded before they are installed, so that purge finds them even after a failed run.
    # This query also returns an error code if a package is missing.
    - name: Find the packages that are already installed
      ansible.builtin.command:
        argv:
<#if apt>
          - dpkg-query
          - --show
          - ${r"--showformat=${db:Status-Status} ${Package}\n"}
<#else>
          - rpm
          - --query
          - --queryformat=%{NAME}\n
</#if>
<#list platform.packages as package>
          - ${yaml(package)}
</#list>
      register: installed_packages
      changed_when: false
<#if apt>
      failed_when: installed_packages.rc not in [0, 1]
<#else>
      failed_when: installed_packages.stdout_lines | length < ${platform.packages?size}
</#if>
      check_mode: false

    - name: Record the packages that the lab adds
      ansible.builtin.command:
        argv: [tee, --append, ${marks}/made/packages]
        stdin: "{{ missing | join('\n') }}"
      vars:
        missing: "{{ wanted | difference(installed_packages.stdout_lines<#if apt> | map('regex_replace', '^installed ', '')</#if>) }}"
        wanted:
<#list platform.packages as package>
          - ${yaml(package)}
</#list>
      when: missing | length > 0
      changed_when: true

<#if apt>
    # Recommended packages are not installed: they include a desktop and a second firewall. Two of them are needed and listed here:
    # dnsmasq-base (DHCP of the networks) and dbus-user-session (stack's libvirt daemon exits when its D-Bus exits).
</#if>
    - name: Install packages
      ansible.builtin.<#if yum>package<#else>${platform.packageManager.word()}</#if>:
        name:
<#list platform.packages as package>
          - ${yaml(package)}
</#list>
        state: present
<#if yum>
        use: yum
</#if>
<#if apt>
        install_recommends: false
        update_cache: true
</#if>

    # libvirt's network "default" stays unchanged.
<#list platform.libvirt.services as service>
    - name: Enable and start ${service}
      ansible.builtin.systemd_service:
        name: ${yaml(service)}
        enabled: true
        state: started
<#sep>

</#sep>
</#list>
