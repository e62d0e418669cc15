- name: Packages - install libvirt, qemu and tools
  hosts: hypervisor-root
  tags: [packages]
  gather_facts: false
<#include "proxies.ftl">
<#assign caBundle = lab.surroundings.caBundle>
<#if caBundle.isPresent()>
  vars:
    ca_bundle: ${unsafe(caBundle.get())}
  handlers:
    - name: Bring the trusted certificates up to date
      ansible.builtin.command:
        argv: [${apt?then("update-ca-certificates", "update-ca-trust")}]
      changed_when: true
</#if>
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

<#if caBundle.isPresent()>
    - name: Trust the certificates of CA_BUNDLE
      ansible.builtin.copy:
        src: "<#if !caBundle.get()?starts_with("/")>{{ playbook_dir }}/../</#if>{{ ca_bundle }}"
        dest: ${apt?then("/usr/local/share/ca-certificates/", "/etc/pki/ca-trust/source/anchors/")}tripleo-lab-${lab.name}.crt
        owner: root
        group: root
        mode: "0644"
      notify: Bring the trusted certificates up to date

    - name: Let them be trusted before packages are fetched
      ansible.builtin.meta: flush_handlers

</#if>
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
