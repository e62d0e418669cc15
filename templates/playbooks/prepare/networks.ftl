# While the first runs, libvirt has dnsmasq answer DHCP and DNS on its bridge and keeps rules for NAT in the firewall; that the kernel forwards IPv4
# (net.ipv4.ip_forward) stays so until it boots again. The second tells libvirt of the bridge made above, and does nothing to it.
- name: Networks - define the two libvirt networks
  hosts: hypervisor-root
  tags: [networks]
  gather_facts: false
  vars:
    virtual_machine_control_plane_xml: ${block(nat.xml, 6)}
    openstack_control_plane_xml: ${block(openstack.xml, 6)}
<#if !session>
  handlers:
    # Without a restart: the machines run on, and the daemon needs it at boot only.
    - name: Let systemd read what libvirt's daemon is told
      ansible.builtin.systemd_service:
        daemon_reload: true
</#if>
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

    # Each is kept when it is in force, and not before: a run that is cut off in between begins with it again.
<#list [nat, openstack] as network>
    - name: Find out whether network ${network.name} is as it is defined
      ansible.builtin.command:
        argv: [cmp, --silent, "-", ${marks}/networks/${network.name}.xml]
        stdin: "{{ ${network.name?replace("-", "_")}_xml }}"
        stdin_add_newline: false
      register: ${network.name?replace("-", "_")}_defined
      changed_when: false
      failed_when: false
      check_mode: false

</#list>
    - name: Look for machines on network ${nat.name}
      ansible.builtin.command:
        argv: [ip, -oneline, link, show, master, ${yaml(nat.bridge)}]
      register: machines
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Refuse a changed definition while machines would lose their link
      ansible.builtin.assert:
        that: virtual_machine_control_plane_defined.rc == 0 or machines.stdout_lines | reject('search', ' ${nat.bridge}-nic') | length == 0
        fail_msg: >-
          The definition of network ${nat.name} has changed while machines run on it. Shut them down (tripleo-lab virsh list) and run again.
        quiet: true

<#list [nat, openstack] as network>
<#assign name = network.name?replace("-", "_")>
    # libvirt's module defines a network only once, so that a changed definition needs the command.
    - name: Define network ${network.name}
      ansible.builtin.command:
        argv: [virsh, --connect, "qemu:///system", net-define, /dev/stdin]
        stdin: "{{ ${name}_xml }}"
      changed_when: true
      when: ${name}_defined.rc != 0

    # A changed definition takes effect when the network starts.<#if network.name != nat.name> Machines stay on the bridge meanwhile.</#if>
    - name: Stop network ${network.name} to let it start as defined
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        state: inactive
      when: ${name}_defined.rc != 0

    # When somebody has taken it away since.
    - name: Define network ${network.name} where it is missing
      community.libvirt.virt_net:
        name: ${network.name}
        uri: qemu:///system
        state: present
        xml: "{{ ${name}_xml }}"

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

    - name: Keep the definition of network ${network.name}
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
