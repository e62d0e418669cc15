# ${nat.name}: while it runs, libvirt serves DHCP and DNS on its bridge (dnsmasq) and keeps NAT rules in the firewall.
# libvirt also enables IPv4 forwarding (net.ipv4.ip_forward) each time it starts this network; clean does not disable it.
# ${openstack.name}: makes the bridge of section bridge known to libvirt and does not change it.
- name: Networks - define the two libvirt networks
  hosts: hypervisor-root
  tags: [networks]
  gather_facts: false
  vars:
    virtual_machine_control_plane_xml: ${block(nat.xml, 6)}
    openstack_control_plane_xml: ${block(openstack.xml, 6)}
<#if !session>
  handlers:
    # Without a restart, because the daemon needs the drop-in only at boot.
    - name: Reload systemd
      ansible.builtin.systemd_service:
        daemon_reload: true
</#if>
  tasks:
    - name: Skip this play in check mode when the hypervisor is not prepared
      ansible.builtin.meta: end_host
      when: skip_in_check_mode

    # A definition is saved after it is applied, so that a run after an interrupted one applies it again.
<#list [nat, openstack] as network>
    - name: Find out whether the definition of network ${network.name} has changed
      ansible.builtin.command:
        argv: [cmp, --silent, "-", ${marks}/networks/${network.name}.xml]
        stdin: "{{ ${network.name?replace("-", "_")}_xml }}"
        stdin_add_newline: false
      register: ${network.name?replace("-", "_")}_defined
      changed_when: false
      failed_when: false
      check_mode: false

</#list>
    - name: Find virtual machines on network ${nat.name}
      ansible.builtin.command:
        argv: [ip, -oneline, link, show, master, ${yaml(nat.bridge)}]
      register: machines
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that no running virtual machine would lose its network
      ansible.builtin.assert:
        that: virtual_machine_control_plane_defined.rc == 0 or machines.stdout_lines | reject('search', ' ${nat.bridge}-nic') | length == 0
        fail_msg: >-
          The definition of network ${nat.name} has changed, but virtual machines use it.
          Shut them down (tripleo-lab virsh list shows them) and run again.
        quiet: true

<#list [nat, openstack] as network>
<#assign name = network.name?replace("-", "_")>
    # The virt_net module does not change an existing network, so a changed definition needs virsh.
    - name: Define network ${network.name}
      ansible.builtin.command:
        argv: [virsh, --connect, "qemu:///system", net-define, /dev/stdin]
        stdin: "{{ ${name}_xml }}"
      changed_when: true
      when: ${name}_defined.rc != 0

    # A changed definition takes effect when the network starts.<#if network.name != nat.name> Virtual machines stay connected to the bridge.</#if>
    - name: Stop network ${network.name} to apply its new definition
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        state: inactive
      when: ${name}_defined.rc != 0

    # Somebody may have removed the network since the last run.
    - name: Define network ${network.name} if it is missing
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        state: present
        xml: "{{ ${name}_xml }}"

    - name: Enable autostart of network ${network.name}
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        autostart: true

    - name: Start network ${network.name}
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        state: active

    - name: Save the definition of network ${network.name}
      ansible.builtin.copy:
        dest: ${marks}/networks/${network.name}.xml
        content: "{{ ${name}_xml }}"
        owner: root
        group: root
        mode: "0644"
<#sep>

</#sep>
</#list>
<#if !session>

    # Virtual machines with autostart need the bridges, but this daemon does not wait for them.
    - name: Create the drop-in folder of libvirt's systemd unit
      ansible.builtin.file:
        path: ${systemDaemonFolder}
        state: directory
        owner: root
        group: root
        mode: "0755"

    - name: Make libvirt's daemon wait for the bridge<#if modular>s</#if> at boot
      ansible.builtin.copy:
        dest: ${systemDaemonFolder}/tripleo-lab.conf
        content: |
          ${managed}
<#if modular>
          # No other unit starts the daemon that creates ${nat.bridge}.
          [Unit]
          Wants=virtnetworkd.service
          After=virtnetworkd.service
</#if>
          [Service]
          ExecStartPre=/bin/sh -c 'for i in $(seq 120); do \
              <#if modular>[ -e /sys/class/net/${nat.bridge} ] && </#if>[ -e /sys/class/net/${bridge} ] && exit 0; sleep 0.5; done'
        owner: root
        group: root
        mode: "0644"
      notify: Reload systemd
</#if>
