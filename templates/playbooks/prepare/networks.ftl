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
<#list [nat, openstack] as network>
<#assign name = network.name?replace("-", "_")>
    ${name}: >-
      {{ look.libvirt['qemu:///system'].networks['${network.name}'] | default({'uuid': '', 'active': false, 'autostart': false}) }}
    ${name}_changed: >-
      {{ look.files['${marks}/networks/${network.name}.xml'].content != ${name}_xml }}
</#list>
<#if !session>
  handlers:
    # Without a restart, because the daemon needs the drop-in only at boot.
    - name: Reload systemd
      ansible.builtin.systemd_service:
        daemon_reload: true
</#if>
  tasks:
<#assign one = nat.name?replace("-", "_")>
    - name: Check that no running virtual machine would lose its network
      ansible.builtin.assert:
        that: not ${one}_changed or machines | length == 0
        fail_msg: >-
          The definition of network ${nat.name} has changed, but virtual machines use it.
          Shut them down (tripleo-lab virsh list shows them) and run again.
        quiet: true
      vars:
        machines: "{{ look.interfaces['${nat.bridge}'].ports | default([]) | reject('match', '${nat.bridge}-nic') | list }}"

<#list [nat, openstack] as network>
<#assign name = network.name?replace("-", "_")>
    # virsh, because module virt_net does not change an existing network.
    # A changed definition takes effect when the network starts.<#if network.name != nat.name> Virtual machines stay connected to the bridge.</#if>
    - name: Define and start network ${network.name}
      ansible.builtin.shell:
        cmd: |
          set -euo pipefail
          export LC_ALL=C LIBVIRT_DEFAULT_URI=qemu:///system
          virsh net-define /dev/stdin
          virsh net-autostart "$NETWORK"
          [ -z "$STOP" ] || virsh net-destroy "$NETWORK"
          virsh net-info "$NETWORK" | grep '^Active: *yes' >/dev/null || virsh net-start "$NETWORK"
        executable: /bin/bash
        stdin: "{{ ${name}_xml }}"
      environment:
        NETWORK: ${network.name}
        STOP: "{{ (${name}_changed and ${name}.active) | ternary('stop', '') }}"
      changed_when: true
      when: >-
        ${name}_changed or not ${name}.uuid
        or not ${name}.active or not ${name}.autostart

</#list>
    # Saved after they are applied, so that a run after an interrupted one applies them again.
    - name: Save the definitions of the networks
      lab_files:
        files:
<#list [nat, openstack] as network>
          - path: ${marks}/networks/${network.name}.xml
            content: "{{ ${network.name?replace("-", "_")}_xml }}"
</#list>
<#if !session>

    # Virtual machines with autostart need the bridges, but this daemon does not wait for them.
    - name: Make libvirt's daemon wait for the bridge<#if modular>s</#if> at boot
      lab_files:
        files:
          - path: ${systemDaemonFolder}
          - path: ${systemDaemonFolder}/tripleo-lab.conf
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
      notify: Reload systemd
</#if>
