- name: Packages - install libvirt, qemu and tools
  hosts: hypervisor-root
  tags: [packages]
  gather_facts: false
<#include "proxies.ftl">
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

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
<#list platform.libvirtServices as service>
    - name: Start ${service}, now and at boot
      ansible.builtin.systemd_service:
        name: ${yaml(service)}
        enabled: true
        state: started
<#sep>

</#sep>
</#list>
