- name: Packages - install libvirt, qemu and tools
  hosts: hypervisor-root
  tags: [packages]
  gather_facts: false
<#include "proxies.ftl">
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

    # Noted before they come, so that purging knows them whatever happens next. The question ends with an error when one is missing.
    - name: Ask which of the packages are there
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
      register: packages_there
      changed_when: false
<#if apt>
      failed_when: packages_there.rc not in [0, 1]
<#else>
      failed_when: packages_there.stdout_lines | length < ${platform.packages?size}
</#if>
      check_mode: false

    - name: Note the packages that come with the lab
      ansible.builtin.command:
        argv: [tee, --append, ${marks}/made/packages]
        stdin: "{{ missing | join('\n') }}"
      vars:
        missing: "{{ wanted | difference(packages_there.stdout_lines<#if apt> | map('regex_replace', '^installed ', '')</#if>) }}"
        wanted:
<#list platform.packages as package>
          - ${yaml(package)}
</#list>
      when: missing | length > 0
      changed_when: true

<#if apt>
    # Recommended packages stay out: they bring a desktop and a second firewall. Of what libvirt recommends,
    # dnsmasq-base (DHCP of the networks) and dbus-user-session (stack's daemon ends without its bus) are needed.
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

    # libvirt's own network "default" is left as it is.
<#list platform.libvirt.services as service>
    - name: Start ${service}, now and at boot
      ansible.builtin.systemd_service:
        name: ${yaml(service)}
        enabled: true
        state: started
<#sep>

</#sep>
</#list>
