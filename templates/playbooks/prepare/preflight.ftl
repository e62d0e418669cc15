- name: Preflight - check the hypervisor before changing anything
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
    - name: Gather the facts that the checks need
      ansible.builtin.setup:
        gather_subset: ["!all", "!min", distribution, env, hardware<#if platform.selinux>, selinux</#if>, user]

    - name: Find out whether libvirt is installed
      ansible.builtin.stat:
        path: ${platform.libvirt.sessionDaemon.binary}
      register: libvirt_daemon

    - name: Find user stack
      ansible.builtin.getent:
        database: passwd
        key: stack
        fail_key: false

    # In check mode on an unprepared hypervisor, plays that need programs or users of earlier plays are skipped.
    - name: Decide whether check mode has to skip plays
      ansible.builtin.set_fact:
        skip_in_check_mode: >-
          {{ ansible_check_mode and (not libvirt_daemon.stat.exists or ansible_facts.getent_passwd.stack is none) }}

    - name: Read /etc/os-release
      ansible.builtin.slurp:
        src: /etc/os-release
      register: os_release

<#if lab.hypervisor.forced.isPresent()>
    # This system is not on the platform's list of tested systems: --force-platform accepts it.
</#if>
    - name: Check that the operating system matches platform ${platform.name}
      ansible.builtin.assert:
        that:
          - os_release.content | b64decode is search('(?m)^ID=["\x27]?(${system.ids?join("|")})["\x27]?$')
          - os_release.content | b64decode is search('(?m)^VERSION_ID=["\x27]?(${system.versions?join("|")?replace(".", "\\.")})(\.[0-9.]+)?["\x27]?$')
        fail_msg: >-
          The hypervisor runs {{ ansible_facts.distribution }} {{ ansible_facts.distribution_version }}, but this playbook was generated for
          {{ platform }}. Set HYPERVISOR_PLATFORM to the hypervisor's platform and generate again, or set it to auto and use tripleo-lab run.
        quiet: true
      vars:
        platform: ${unsafe(lab.hypervisor.systemTitle())}

    - name: Check that Ansible connects as root
      ansible.builtin.assert:
        that: ansible_facts.user_uid == 0
        fail_msg: >-
          Ansible is connected as {{ ansible_facts.user_id }}, but only root can prepare the hypervisor.
          Set User root for hypervisor-root in workspace/ssh.config.
        quiet: true

<#if !apt>
    # CentOS removes the packages of an unsupported system from its mirrors. Disabled repositories are ignored.
    - name: Find package repositories on CentOS mirrors that are shut down
      ansible.builtin.command:
        argv:
          - find
          - /etc/yum.repos.d
          - -name
          - "*.repo"
          - -exec
          - awk
          - |
            function report() { if (gone && enabled) print file " " section }
            /^\[/ { report(); section = $0; file = FILENAME; enabled = 1; gone = 0 }
            tolower($0) ~ /^ *enabled *= *(0|no|false|off) *$/ { enabled = 0 }
            /^ *(mirrorlist|baseurl) *= *https?:\/\/mirror(list)?\.centos\.org\// { gone = 1 }
            END { report() }
          - "{}"
          - +
      register: dead_repositories
      changed_when: false
      failed_when: dead_repositories.rc not in [0, 1] # 1: the folder is missing
      check_mode: false

    - name: Check that no package repository uses a CentOS mirror that is shut down
      ansible.builtin.assert:
        that: dead_repositories.stdout | trim | length == 0
        fail_msg: >-
          Repositories of the hypervisor use CentOS mirrors that are shut down. Use the CentOS archive instead. Run there:
          sed -i 's/^mirrorlist=/#&/; s|^#* *baseurl=http://mirror.centos.org/|baseurl=https://vault.centos.org/|'
          /etc/yum.repos.d/CentOS-*.repo - affected repositories: {{ dead_repositories.stdout_lines | join(', ') }}.
        quiet: true

</#if>
<#-- Memory: virtual machine tripleo and the hypervisor itself. -->
<#-- Disk: it grows when written to. 60 GiB are enough for an undercloud and its image; a smaller disk needs at most its size plus the image. -->
<#assign memory = (lab.tripleo.memoryMib / 1024)?ceiling + 1 size = (lab.tripleo.disk.sizeBytes() / 1073741824)?ceiling + 2>
<#assign most = lab.release.simulated?then(5, 60) disk = (size < most)?then(size, most)>
    # The kernel reserves a part of the memory.
    - name: Check that the hypervisor has ${memory} GiB of memory
      ansible.builtin.assert:
        that: ansible_facts.memtotal_mb >= ${memory * 950}
        fail_msg: >-
          The hypervisor has {{ ansible_facts.memtotal_mb }} MiB of memory; a lab with release ${lab.release.name} needs ${memory} GiB.
          Use a larger machine.
        quiet: true

    - name: Read the free disk space of /home
      ansible.builtin.command:
        argv: [df, --output=avail, --block-size=1M, /home]
      register: home_space
      changed_when: false
      check_mode: false

    - name: Find the disk of virtual machine tripleo
      ansible.builtin.stat:
        path: ${images}/tripleo.qcow2
      register: machine_disk

    # Skipped if the disk exists, because it already uses a part of this space.
    - name: Check that /home has ${disk} GiB of free disk space
      ansible.builtin.assert:
        that: home_space.stdout_lines[-1] | int >= ${disk * 1024}
        fail_msg: >-
          /home has {{ home_space.stdout_lines[-1] | trim }} MiB free; a lab with release ${lab.release.name} needs ${disk} GiB.
          Free some space there or mount a larger disk.
        quiet: true
      when: not machine_disk.stat.exists

    - name: Find the owner mark of the lab
      ansible.builtin.stat:
        path: ${marks}/owner
      register: owner_mark

    # An empty file comes from an interrupted write; section marks writes it again.
    - name: Read the owner mark of the lab
      ansible.builtin.slurp:
        src: ${marks}/owner
      register: owner
      when: owner_mark.stat.exists and owner_mark.stat.size > 0

    - name: Check that the lab of this name belongs to this lab folder
      ansible.builtin.assert:
        that: owner.content | b64decode | trim == lookup('ansible.builtin.file', lab_workspace ~ '/lab-id')
        fail_msg: >-
          A lab named ${lab.name} on this hypervisor belongs to another lab folder (owner mark: ${marks}/owner).
          Clean that lab from its own folder first, or choose another LAB_NAME.
        quiet: true
      when: owner_mark.stat.exists and owner_mark.stat.size > 0

    # "root" lists routes inside the subnet, "match" lists routes that contain it. The default route contains it too, but is no conflict.
<#list [nat, openstack] as network>
    - name: Find routes that overlap subnet ${network.subnet}
      ansible.builtin.command:
        argv: [ip, -oneline, "-4", route, show, table, all, "{{ item }}", "${network.subnet}"]
      loop: [root, match]
      register: routes
      changed_when: false
      check_mode: false

    - name: Check that subnet ${network.subnet} is not in use
      ansible.builtin.assert:
        that: foreign_routes | length == 0
        fail_msg: >-
          Subnet ${network.subnet} is already in use on the hypervisor: {{ foreign_routes | join('; ') }}.
<#if network.name == nat.name>
          If libvirt's network "default" uses it, stop that network (virsh net-destroy default; virsh net-autostart --disable default).
          Otherwise choose another subnet in configuration/libvirt/networks/${network.name}.xml.
<#else>
          Choose another OPENSTACK_CONTROL_PLANE_SUBNET in configuration/environment.
</#if>
        quiet: true
      vars:
        foreign_routes: >-
          {{ routes.results | map(attribute='stdout_lines') | flatten | unique
             | reject('match', 'default |unreachable |multicast |ff00::') | reject('search', ' dev ${network.bridge} ') }}

</#list>
    # The answer is empty if virsh or the network is missing.
    - name: Find libvirt network ${nat.name}
      ansible.builtin.command:
        argv: [virsh, --connect, qemu:///system, net-uuid, ${nat.name}]
      register: virtual_machine_network
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that libvirt network ${nat.name} belongs to this lab if it exists
      ansible.builtin.assert:
        that: virtual_machine_network.stdout | default('') | trim in ['', '${nat.uuid}']
        fail_msg: >-
          The hypervisor has a libvirt network ${nat.name} that this lab did not create.
          Remove it (virsh net-destroy, virsh net-undefine), or use another hypervisor if it belongs to another lab.
          If this folder's lab had another LAB_NAME, run tripleo-lab clean first.
        quiet: true

    - name: Find libvirt network ${openstack.name}
      ansible.builtin.command:
        argv: [virsh, --connect, qemu:///system, net-uuid, ${openstack.name}]
      register: control_plane_network
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that libvirt network ${openstack.name} belongs to this lab if it exists
      ansible.builtin.assert:
        that: control_plane_network.stdout | default('') | trim in ['', '${openstack.uuid}']
        fail_msg: >-
          The hypervisor has a libvirt network ${openstack.name} that this lab did not create.
          Remove it (virsh net-destroy, virsh net-undefine), or use another hypervisor if it belongs to another lab.
          If this folder's lab had another LAB_NAME, run tripleo-lab clean first.
        quiet: true

    - name: Find bridge ${nat.bridge}
      ansible.builtin.stat:
        path: /sys/class/net/${nat.bridge}
      register: virtual_machine_bridge

    - name: Check that bridge ${nat.bridge} belongs to this lab if it exists
      ansible.builtin.assert:
        that: not virtual_machine_bridge.stat.exists or virtual_machine_network.stdout | default('') | trim == '${nat.uuid}'
        fail_msg: >-
          The hypervisor has an interface ${nat.bridge} that this lab did not create.
          Choose another bridge name in configuration/libvirt/networks/${nat.name}.xml, or remove the interface.
        quiet: true

    - name: Find bridge ${bridge}
      ansible.builtin.stat:
        path: /sys/class/net/${bridge}
      register: control_plane_bridge

    # Either mark is enough: an interrupted run may have written only the file.
    - name: Find the lab's mark on bridge ${bridge}
      ansible.builtin.command:
        argv:
          - grep
          - --line-regexp
          - --no-messages
          - --regexp=${mark}
          - "--regexp=${managed}"
          - /sys/class/net/${bridge}/ifalias
          - ${networkFolder}/${networkFiles[0]}
      register: control_plane_bridge_mark
      changed_when: false
      failed_when: false
      check_mode: false
      when: control_plane_bridge.stat.exists

    - name: Check that bridge ${bridge} belongs to this lab if it exists
      ansible.builtin.assert:
        that: control_plane_bridge_mark.stdout != ''
        fail_msg: >-
          The hypervisor has an interface ${bridge} that this lab did not create (its alias is not ${mark}).
          Choose another bridge name in configuration/libvirt/networks/${openstack.name}.xml, or remove the interface.
        quiet: true
      when: control_plane_bridge.stat.exists
<#if hasNic>

    - name: Find the second network interface ${nic}
      ansible.builtin.stat:
        path: /sys/class/net/${nic}
      register: second_interface

    - name: Check that the second network interface ${nic} exists
      ansible.builtin.assert:
        that: second_interface.stat.exists
        fail_msg: >-
          The hypervisor has no network interface ${nic}. Set HYPERVISOR_CONTROL_PLANE_INTERFACE to the name of its second interface
          ("ip -brief link" lists all), or leave it empty for a purely virtual lab.
        quiet: true

    - name: Find out whether ${nic} is in use
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -euo pipefail
          peer=${r"${SSH_CONNECTION-}"} peer=${r'${peer%% *}'}
          ip -oneline route show default dev ${nic} | sed 's/^/the default route: /'
          [ ! -e /proc/net/if_inet6 ] || ip -oneline -6 route show default dev ${nic} | sed 's/^/the default route: /'
          ip -oneline address show dev ${nic} scope global | sed 's/^/an address: /'
          # A link-local address names its interface. sshd may not know the address at all.
          case $peer in
            *%${nic}) echo "this ssh connection: $peer" ;;
            *%* | UNKNOWN | '') ;;
            *) ip -oneline route get "$peer" | sed -n 's/.* dev ${nic} .*/this ssh connection: &/p' ;;
          esac
          if [ -e /sys/class/net/${nic}/master ] && [ "$(basename "$(readlink /sys/class/net/${nic}/master)")" != ${bridge} ]; then
            echo "a port of $(basename "$(readlink /sys/class/net/${nic}/master)")"
          fi
      register: second_interface_use
      changed_when: false
      check_mode: false

    - name: Check that the second network interface is not in use
      ansible.builtin.assert:
        that: second_interface_use.stdout == ''
        fail_msg: >-
          Network interface ${nic} is in use ({{ second_interface_use.stdout_lines | join('; ') }}). As a bridge port it would lose this traffic.
          Set HYPERVISOR_CONTROL_PLANE_INTERFACE to an interface that carries no traffic of the hypervisor itself.
        quiet: true
</#if>

    # The comment field (GECOS) is the mark. A foreign account is not changed.
    - name: Check that user stack belongs to this lab if it exists
      ansible.builtin.assert:
        that: ansible_facts.getent_passwd.stack is none or ansible_facts.getent_passwd.stack[3] == '${stackComment}'
        fail_msg: >-
          The hypervisor has a user stack that this lab did not create. Remove or rename it, or use another hypervisor if it belongs to another lab.
          If this folder's lab had another LAB_NAME, run tripleo-lab clean first.
        quiet: true
<#if networkd>

    # systemd-networkd applies every file in its folder as soon as it starts.
    - name: Find out whether systemd-networkd runs
      ansible.builtin.command:
        argv: [systemctl, is-active, systemd-networkd.service]
      register: networkd_active
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Find network files that systemd-networkd would apply when started
      ansible.builtin.find:
        paths: /etc/systemd/network
        patterns: ["*.network", "*.netdev"]
        excludes: [${networkFiles?join(", ")}]
      register: unapplied_network_files

    - name: Check that starting systemd-networkd would apply no foreign network files
      ansible.builtin.assert:
        that: networkd_active.rc == 0 or unapplied_network_files.matched == 0
        fail_msg: >-
          systemd-networkd does not run. When started, it would apply {{ unapplied_network_files.files | map(attribute='path') | join(', ') }}.
          Remove these files, or start it yourself (systemctl enable --now systemd-networkd) and check that the hypervisor stays reachable.
        quiet: true
</#if>
