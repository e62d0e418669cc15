- name: Networks - define the two libvirt networks
  hosts: hypervisor-root
  tags: [networks]
  gather_facts: false
  vars:
    virtual_machine_control_plane_xml: ${block(nat.xml, 6)}
    openstack_control_plane_xml: ${block(openstack.xml, 6)}
  handlers:
    # libvirt's module defines a network only once, so that a changed definition needs the command.
<#list [nat, openstack] as network>
    - name: Define network ${network.name}
      ansible.builtin.command:
        argv: [virsh, --connect, "qemu:///system", net-define, ${marks}/networks/${network.name}.xml]
      changed_when: true

</#list>
    # A changed definition takes effect when the network starts.
    - name: Stop network ${nat.name} to let it start as defined
      community.libvirt.virt_net:
        name: ${nat.name}
        uri: qemu:///system
        state: inactive
<#if !session>

    # Without a restart: the machines run on, and the daemon needs it at boot only.
    - name: Let systemd read what libvirt's daemon is told
      ansible.builtin.systemd_service:
        daemon_reload: true
</#if>
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

    # Looked at first: a definition that is refused must not stand there as if it were in force.
    - name: Look whether the definition of network ${nat.name} has changed
      ansible.builtin.copy:
        dest: ${marks}/networks/${nat.name}.xml
        content: "{{ virtual_machine_control_plane_xml }}"
        owner: root
        group: root
        mode: "0644"
      check_mode: true
      register: definition

    - name: Look for machines on network ${nat.name}
      ansible.builtin.command:
        argv: [ip, -oneline, link, show, master, ${yaml(nat.bridge)}]
      register: machines
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Refuse a changed definition while machines would lose their link
      ansible.builtin.assert:
        that: definition is not changed or machines.stdout_lines | reject('search', ' ${nat.bridge}-nic') | length == 0
        fail_msg: >-
          The definition of network ${nat.name} has changed while machines run on it. Shut them down (tripleo-lab virsh list) and run again.
        quiet: true

<#list [nat, openstack] as network>
    - name: Write the definition of network ${network.name}
      ansible.builtin.copy:
        dest: ${marks}/networks/${network.name}.xml
        content: "{{ ${network.name?replace("-", "_")}_xml }}"
        owner: root
        group: root
        mode: "0644"
      notify:
        - Define network ${network.name}
<#if network.name == nat.name>
        - Stop network ${network.name} to let it start as defined
</#if>

</#list>
    - name: Bring changed definitions to libvirt
      ansible.builtin.meta: flush_handlers
<#list [nat, openstack] as network>

    - name: Define network ${network.name} where it is missing
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        state: present
        xml: "{{ ${network.name?replace("-", "_")}_xml }}"

    - name: Start network ${network.name} at boot
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        autostart: true

    - name: Start network ${network.name}
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        state: active
</#list>
<#if !session>

    # Machines that start at boot need the bridges, which this daemon is not ordered after.
    - name: Create the folder of what libvirt's daemon is told besides
      ansible.builtin.file:
        path: ${systemDaemonFolder}
        state: directory
        owner: root
        group: root
        mode: "0755"

    - name: Let libvirt's daemon wait for the bridge<#if modular>s</#if> at boot
      ansible.builtin.copy:
        dest: ${systemDaemonFolder}/tripleo-lab.conf
        content: |
          ${managed}
<#if modular>
          # Nobody else wakes the daemon that makes ${nat.bridge}.
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
      notify: Let systemd read what libvirt's daemon is told
</#if>
