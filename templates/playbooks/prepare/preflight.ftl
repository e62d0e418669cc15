- name: Preflight - look at the hypervisor before anything is changed
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
    - name: Gather what the checks need to know
      ansible.builtin.setup:
        gather_subset: ["!all", "!min", distribution, env, hardware<#if platform.selinux>, selinux</#if>, user]

    - name: Look for what check mode needs to ask libvirt
      ansible.builtin.stat:
        path: ${platform.libvirt.sessionDaemon.binary}
      register: libvirt_daemon

    - name: Look for user stack
      ansible.builtin.getent:
        database: passwd
        key: stack
        fail_key: false

    # With --check on a bare machine, steps that ask a program which an earlier step would have installed are left out.
    - name: Note whether this is a look at a machine that is still bare
      ansible.builtin.set_fact:
        too_bare_to_check: >-
          {{ ansible_check_mode and (not libvirt_daemon.stat.exists or ansible_facts.getent_passwd.stack is none) }}

    - name: Read what the operating system says of itself
      ansible.builtin.slurp:
        src: /etc/os-release
      register: os_release

<#if lab.hypervisor.forced.isPresent()>
    # None of the platform's own systems, only much like them: tried because of --force-platform.
</#if>
    - name: Require platform ${platform.name}
      ansible.builtin.assert:
        that:
          - os_release.content | b64decode is search('(?m)^ID=["\x27]?(${system.ids?join("|")})["\x27]?$')
          - os_release.content | b64decode is search('(?m)^VERSION_ID=["\x27]?(${system.versions?join("|")?replace(".", "\\.")})(\.[0-9.]+)?["\x27]?$')
        fail_msg: >-
          This is {{ ansible_facts.distribution }} {{ ansible_facts.distribution_version }}, but the playbook was made for
          {{ platform }}. Set HYPERVISOR_PLATFORM to this machine's platform and generate again, or to auto and use tripleo-lab run.
        quiet: true
      vars:
        platform: ${unsafe(lab.hypervisor.systemTitle())}

    - name: Require root
      ansible.builtin.assert:
        that: ansible_facts.user_uid == 0
        fail_msg: >-
          Connected as {{ ansible_facts.user_id }}, but the hypervisor must be prepared as root.
          Set User root for hypervisor-root in workspace/ssh.config.
        quiet: true

<#if !apt>
    # CentOS takes the packages of a system that has ended away from its mirrors. Only sections that are enabled count.
    - name: Look for repositories whose mirrors are gone
      ansible.builtin.command:
        argv:
          - find
          - /etc/yum.repos.d
          - -name
          - "*.repo"
          - -exec
          - awk
          - |
            function tell() { if (gone && enabled) print file " " section }
            /^\[/ { tell(); section = $0; file = FILENAME; enabled = 1; gone = 0 }
            tolower($0) ~ /^ *enabled *= *(0|no|false|off) *$/ { enabled = 0 }
            /^ *(mirrorlist|baseurl) *= *https?:\/\/mirror(list)?\.centos\.org\// { gone = 1 }
            END { tell() }
          - "{}"
          - +
      register: dead_repositories
      changed_when: false
      failed_when: dead_repositories.rc not in [0, 1] # without the folder it is 1
      check_mode: false

    - name: Refuse repositories whose mirrors are gone
      ansible.builtin.assert:
        that: dead_repositories.stdout | trim | length == 0
        fail_msg: >-
          CentOS has switched off mirrors that repositories of this machine name. Take its archive instead, on the hypervisor:
          sed -i 's/^mirrorlist=/#&/; s|^#* *baseurl=http://mirror.centos.org/|baseurl=https://vault.centos.org/|'
          /etc/yum.repos.d/CentOS-*.repo - it is about {{ dead_repositories.stdout_lines | join(', ') }}.
        quiet: true

</#if>
<#-- The machine tripleo and the hypervisor itself. -->
<#-- A disk grows as it is written to: 60 GiB are enough for an undercloud and its image; a smaller disk needs no more than its size and the image. -->
<#assign memory = (lab.tripleo.memoryMib / 1024)?ceiling + 1 size = (lab.tripleo.disk.sizeBytes() / 1073741824)?ceiling + 2>
<#assign most = lab.release.simulated?then(5, 60) disk = (size < most)?then(size, most)>
    - name: Require ${memory} GiB of memory
      ansible.builtin.assert:
        that: ansible_facts.memtotal_mb >= ${memory * 950}
        fail_msg: >-
          The hypervisor has {{ ansible_facts.memtotal_mb }} MiB of memory, a lab with the release ${lab.release.name} needs ${memory} GiB.
          Take a larger machine.
        quiet: true

    - name: Measure the free disk space for virtual machines
      ansible.builtin.command:
        argv: [df, --output=avail, --block-size=1M, /home]
      register: home_space
      changed_when: false
      check_mode: false

    # Once it is there, it takes from what is free.
    - name: Look for the disk of the machine
      ansible.builtin.stat:
        path: ${images}/tripleo.qcow2
      register: machine_disk

    - name: Require ${disk} GiB of free disk space
      ansible.builtin.assert:
        that: home_space.stdout_lines[-1] | int >= ${disk * 1024}
        fail_msg: >-
          /home has {{ home_space.stdout_lines[-1] | trim }} MiB free, a lab with the release ${lab.release.name} needs ${disk} GiB there.
          Free some space or mount a larger disk.
        quiet: true
      when: not machine_disk.stat.exists

    - name: Look for the mark of a lab with this name
      ansible.builtin.stat:
        path: ${marks}/owner
      register: owner_mark

    # One without a word was cut off while it was written: it is written again below.
    - name: Read the mark of the lab with this name
      ansible.builtin.slurp:
        src: ${marks}/owner
      register: owner
      when: owner_mark.stat.exists and owner_mark.stat.size > 0

    - name: Refuse a hypervisor on which another lab folder has this name
      ansible.builtin.assert:
        that: owner.content | b64decode | trim == lookup('ansible.builtin.file', lab_workspace ~ '/lab-id')
        fail_msg: >-
          Another lab folder made a lab named ${lab.name} on this hypervisor (its mark is ${marks}/owner).
          Choose another LAB_NAME, or clean that lab from its own folder first.
        quiet: true
      when: owner_mark.stat.exists and owner_mark.stat.size > 0

    # "root" finds routes inside the subnet, "match" those that contain it (the default route among them, which is no conflict).
<#list [nat, openstack] as network>
    - name: List the routes that overlap ${network.subnet}
      ansible.builtin.command:
        argv: [ip, -oneline, "-4", route, show, table, all, "{{ item }}", "${network.subnet}"]
      loop: [root, match]
      register: routes
      changed_when: false
      check_mode: false

    - name: Refuse an overlap with ${network.subnet}
      ansible.builtin.assert:
        that: foreign_routes | length == 0
        fail_msg: >-
          ${network.subnet} is in use on the hypervisor already: {{ foreign_routes | join('; ') }}.
<#if network.name == nat.name>
          If it is libvirt's own network "default", stop it (virsh net-destroy default; virsh net-autostart --disable default);
          otherwise choose another subnet in configuration/libvirt/networks/${network.name}.xml.
<#else>
          Choose another OPENSTACK_CONTROL_PLANE_SUBNET in configuration/environment.
</#if>
        quiet: true
      vars:
        foreign_routes: >-
          {{ routes.results | map(attribute='stdout_lines') | flatten | unique
             | reject('match', 'default |unreachable |multicast |ff00::') | reject('search', ' dev ${network.bridge} ') }}

</#list>
    # Where virsh is missing or knows no such network the answer is empty, and the name is free.
    - name: Ask libvirt for a network named ${nat.name}
      ansible.builtin.command:
        argv: [virsh, --connect, qemu:///system, net-uuid, ${nat.name}]
      register: virtual_machine_network
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Refuse a network ${nat.name} that is not this lab's
      ansible.builtin.assert:
        that: virtual_machine_network.stdout | default('') | trim in ['', '${nat.uuid}']
        fail_msg: >-
          The hypervisor has a libvirt network ${nat.name} that this lab did not make.
          Remove that one (virsh net-destroy, virsh net-undefine), or, if it is another lab's, use another hypervisor.
        quiet: true

    - name: Ask libvirt for a network named ${openstack.name}
      ansible.builtin.command:
        argv: [virsh, --connect, qemu:///system, net-uuid, ${openstack.name}]
      register: control_plane_network
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Refuse a network ${openstack.name} that is not this lab's
      ansible.builtin.assert:
        that: control_plane_network.stdout | default('') | trim in ['', '${openstack.uuid}']
        fail_msg: >-
          The hypervisor has a libvirt network ${openstack.name} that this lab did not make.
          Remove that one (virsh net-destroy, virsh net-undefine), or, if it is another lab's, use another hypervisor.
        quiet: true

    - name: Look for a bridge named ${nat.bridge}
      ansible.builtin.stat:
        path: /sys/class/net/${nat.bridge}
      register: virtual_machine_bridge

    - name: Refuse a bridge ${nat.bridge} that is not this lab's
      ansible.builtin.assert:
        that: not virtual_machine_bridge.stat.exists or virtual_machine_network.stdout | default('') | trim == '${nat.uuid}'
        fail_msg: >-
          The hypervisor has an interface ${nat.bridge} that this lab did not make.
          Choose another bridge name in configuration/libvirt/networks/${nat.name}.xml, or remove the other one.
        quiet: true

    - name: Look for a bridge named ${bridge}
      ansible.builtin.stat:
        path: /sys/class/net/${bridge}
      register: control_plane_bridge

    # Either mark will do: a run that was interrupted may have written only the file.
    - name: Look for the lab's mark on bridge ${bridge}
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

    - name: Refuse a bridge ${bridge} that is not this lab's
      ansible.builtin.assert:
        that: control_plane_bridge_mark.stdout != ''
        fail_msg: >-
          The hypervisor has an interface ${bridge} that this lab did not make (its alias is not ${mark}).
          Choose another bridge name in configuration/libvirt/networks/${openstack.name}.xml, or remove the other one.
        quiet: true
      when: control_plane_bridge.stat.exists
<#if hasNic>

    - name: Look for the second network interface ${nic}
      ansible.builtin.stat:
        path: /sys/class/net/${nic}
      register: second_interface

    - name: Require the second network interface ${nic}
      ansible.builtin.assert:
        that: second_interface.stat.exists
        fail_msg: >-
          The hypervisor has no network interface ${nic}. Set HYPERVISOR_CONTROL_PLANE_INTERFACE to the name of its second one
          ("ip -brief link" lists them), or leave it empty for a purely virtual lab.
        quiet: true

    - name: Look at what ${nic} carries
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -euo pipefail
          peer=${r"${SSH_CONNECTION-}"} peer=${r'${peer%% *}'}
          ip -oneline route show default dev ${nic} | sed 's/^/the default route: /'
          [ ! -e /proc/net/if_inet6 ] || ip -oneline -6 route show default dev ${nic} | sed 's/^/the default route: /'
          ip -oneline address show dev ${nic} scope global | sed 's/^/an address: /'
          # A link-local address says itself by which interface it came; sshd may not know any.
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

    - name: Refuse a second network interface that is in use
      ansible.builtin.assert:
        that: second_interface_use.stdout == ''
        fail_msg: >-
          Network interface ${nic} is in use ({{ second_interface_use.stdout_lines | join('; ') }}) and would be cut off in a bridge.
          Set HYPERVISOR_CONTROL_PLANE_INTERFACE to one that carries no traffic of the hypervisor itself.
        quiet: true
</#if>

    # Its comment is the mark: a user that somebody else made keeps its password and its rights.
    - name: Refuse a user stack that is not this lab's
      ansible.builtin.assert:
        that: ansible_facts.getent_passwd.stack is none or ansible_facts.getent_passwd.stack[3] == '${stackComment}'
        fail_msg: >-
          The hypervisor has a user stack that this lab did not make. Remove or rename it, or, if it is another lab's, use another hypervisor.
        quiet: true
<#if networkd>

    # systemd-networkd acts on every file in its folder as soon as it starts.
    - name: Ask whether systemd-networkd runs
      ansible.builtin.command:
        argv: [systemctl, is-active, systemd-networkd.service]
      register: networkd_active
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Look for network files that starting systemd-networkd would put in force
      ansible.builtin.find:
        paths: /etc/systemd/network
        patterns: ["*.network", "*.netdev"]
        excludes: [${networkFiles?join(", ")}]
      register: sleeping_network_files

    - name: Refuse to put foreign network files in force
      ansible.builtin.assert:
        that: networkd_active.rc == 0 or sleeping_network_files.matched == 0
        fail_msg: >-
          systemd-networkd does not run, but would act on {{ sleeping_network_files.files | map(attribute='path') | join(', ') }} when started.
          Remove these files, or start it yourself (systemctl enable --now systemd-networkd) and see that the machine stays reachable.
        quiet: true
</#if>
