<#-- Memory: virtual machine tripleo and the hypervisor itself. -->
<#-- Disk: it grows when written to. 60 GiB are enough for an undercloud and its image; a smaller disk needs at most its size plus the image. -->
<#assign memory = (lab.tripleo.memoryMib / 1024)?ceiling + 1 size = (lab.tripleo.disk.sizeBytes() / 1073741824)?ceiling + 2>
<#assign most = lab.release.simulated?then(5, 60) disk = (size < most)?then(size, most)>
<#assign portFile = hasNic?then(networkFiles?last, "")>
<#include "../check-prepared.ftl">
- name: Preflight - check the hypervisor before changing anything
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
    # The only look at the hypervisor: what follows decides by its answers. It changes nothing.
    - name: Look at the hypervisor
      lab_host_info:
        contents:
          - ${marks}/owner
          - ${marks}/made/packages
<#list [nat, openstack] as network>
          - ${marks}/networks/${network.name}.xml
</#list>
          - ${networkFolder}/${networkFiles[0]}
<#if networkd>
          - ${networkdWait}
<#elseif hasNic && platform.networkBackend.word() == "network-scripts">
          - ${networkFolder}/${networkFiles?last}
</#if>
<#list labFiles as file>
          - ${file}
</#list>
          - /opt/tripleo-lab/owner
<#if platform.firewalld>
          - ${marks}/made/firewall
</#if>
<#if apt>
          - /etc/apt/sources.list
</#if>
        files:
          - $HOME/.ansible
          - $HOME/.ansible/tmp
          - ${marks}/made/user-stack
          - ${images}/tripleo.qcow2
          - /home/stack
          - /opt/tripleo-lab
          - /opt/tripleo-lab/virtualbmc
          - /opt/tripleo-lab/virtualbmc/bin/vbmcd
          - /run/virtualbmc/master.pid
          - ${marks}/virtualbmc.conf
          - ${helper.configuration?keep_before_last("/")}
          - ${state}
<#if session>
          - /var/lib/systemd/linger/stack
</#if>
<#if networkd>
        found:
          networkd_files: [/etc/systemd/network/*.network, /etc/systemd/network/*.netdev]
</#if>
        packages:
          hypervisor:
<#list platform.packages as package>
            - ${yaml(package)}
</#list>
        units:
<#list platform.libvirt.services + networkd?then(["systemd-networkd.service", "systemd-networkd-wait-online.service"], []) + [bridge + "-roll-back.timer", markUnit, bmcUnit] + (session && !userUnits)?then([sessionUnit], []) + platform.firewalld?then(["firewalld.service"], []) as unit>
          - ${yaml(unit)}
</#list>
        users: [stack]
        groups: [stack]
        network: [<#if hasNic>connection, </#if>interfaces, listeners, routes]
        subnets: ["${nat.subnet}", "${openstack.subnet}"]
<#if hasNic>
        interface: ${yaml(nic)}
</#if>
        firewall: ${firewallLook}
        space: [/home]
        libvirt:
          qemu:///system:
            networks: [${nat.name}, ${openstack.name}]
<#if helper.statOverride.isPresent()>
        programs:
          helper_override: [dpkg-statoverride, --list, ${helper.binary}]
</#if>
<#if !apt>
        programs:
          # CentOS removes the packages of an unsupported system from its mirrors. Disabled repositories are ignored.
          dead_repositories:
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
</#if>
      register: look

    # All checks are made before the task fails, so it tells all problems at once. docs/preflight.md explains them by their names.
<#if lab.hypervisor.forced.isPresent()>
    # operating-system: this system is not on the platform's list of tested systems; --force-platform accepts it.
</#if>
    - name: Check that the hypervisor fits the lab
<@assertNoProblems title="The hypervisor does not fit the lab yet"/>
      vars:
        problems: "{{ checks | rejectattr('good') | list }}"
        networks: "{{ look.libvirt['qemu:///system'].networks }}"
        owner: "{{ look.files['${marks}/owner'].content | trim }}"
        lab_id: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/lab-id') | trim }}"
<#list [nat, openstack] as network>
        ${network.name?replace("-", "_")}_routes: >-
          {{ look.routes.overlaps['${network.subnet}'] | rejectattr('interface', 'equalto', '${network.bridge}') | map(attribute='text') | list }}
</#list>
        # Sockets on all addresses.
        listeners: "{{ look.listeners | selectattr('address', 'in', ['0.0.0.0', '*', '[::]', '::']) | list }}"
        checks:
          - name: operating-system
            good: >-
              {{ look.system.id in [<#list system.ids as id>'${id}'<#sep>, </#sep></#list>]
                 and look.system.version is match('(${system.versions?join("|")?replace(".", "\\.")})(\\.[0-9.]+)?$') }}
            seen: "The hypervisor runs {{ look.system.title }}, but this playbook was generated for {{ platform }}."
            remedy: >-
              Set HYPERVISOR_PLATFORM to the hypervisor's platform and generate again, or set it to auto and use tripleo-lab run.

          - name: root
            good: "{{ look.system.uid == 0 }}"
            seen: "Ansible is connected as {{ look.system.user }}, but only root can prepare the hypervisor."
            remedy: Set User root for hypervisor-root in workspace/ssh.config.

<#if apt>
          - name: package-sources
            good: "{{ look.files['/etc/apt/sources.list'].content is not search('(?m)^deb +(\\[[^]]*\\] +)?cdrom:') }}"
            seen: "/etc/apt/sources.list has a source cdrom:, so apt asks for a disc and installs nothing."
            remedy: Remove that line, and add a mirror of Debian if there is none.
<#else>
          - name: package-sources
            good: "{{ look.programs.dead_repositories.stdout | trim | length == 0 }}"
            seen: >-
              Repositories of the hypervisor use CentOS mirrors that are shut down
              ({{ look.programs.dead_repositories.stdout.splitlines() | join(', ') }}).
            remedy: >-
              Use the CentOS archive instead. Run there:
              sed -i 's/^mirrorlist=/#&/; s|^#* *baseurl=http://mirror.centos.org/|baseurl=https://vault.centos.org/|'
              /etc/yum.repos.d/CentOS-*.repo
</#if>

          # The kernel reserves a part of the memory.
          - name: memory
            good: "{{ look.system.memory_mib >= ${memory * 950} }}"
            seen: >-
              The hypervisor has {{ look.system.memory_mib }} MiB of memory; a lab with release ${lab.release.name} needs ${memory} GiB.
            remedy: Use a larger machine.

          # An existing disk already uses a part of this space.
          - name: disk-space
            good: "{{ look.files['${images}/tripleo.qcow2'].exists or look.space['/home'] >= ${disk * 1024} }}"
            seen: "/home has {{ look.space['/home'] }} MiB free; a lab with release ${lab.release.name} needs ${disk} GiB."
            remedy: Free some space there or mount a larger disk.

          # An empty file comes from an interrupted write; section marks writes it again.
          - name: other-lab
            good: "{{ owner in ['', lab_id] }}"
            seen: >-
              A lab named ${lab.name} on this hypervisor belongs to another lab folder (owner mark: ${marks}/owner).
            remedy: Clean that lab from its own folder first, or choose another LAB_NAME.

<#list [nat, openstack] as network>
          - name: <#if network.name == nat.name>virtual-machine<#else>openstack</#if>-subnet
            good: "{{ ${network.name?replace("-", "_")}_routes | length == 0 }}"
            seen: >-
              Subnet ${network.subnet} is already in use on the hypervisor: {{ ${network.name?replace("-", "_")}_routes | join('; ') }}.
            remedy: >-
<#if network.name == nat.name>
              If libvirt's network "default" uses it, stop that network (virsh net-destroy default; virsh net-autostart --disable default).
              Otherwise choose another subnet in configuration/libvirt/networks/${network.name}.xml.
<#else>
              Choose another OPENSTACK_CONTROL_PLANE_SUBNET in configuration/environment.
</#if>

</#list>
<#list [nat, openstack] as network>
          - name: <#if network.name == nat.name>virtual-machine<#else>openstack</#if>-network
            good: >-
              {{ (networks['${network.name}'] | default({'uuid': ''})).uuid in ['', '${network.uuid}'] }}
            seen: "The hypervisor has a libvirt network ${network.name} that this lab did not create."
            remedy: >-
              Remove it (virsh net-destroy, virsh net-undefine), or use another hypervisor if it belongs to another lab.
              If this folder's lab had another LAB_NAME, run tripleo-lab clean first.

</#list>
          - name: virtual-machine-bridge
            good: >-
              {{ '${nat.bridge}' not in look.interfaces
                 or (networks['${nat.name}'] | default({'uuid': ''})).uuid == '${nat.uuid}' }}
            seen: "The hypervisor has an interface ${nat.bridge} that this lab did not create."
            remedy: >-
              Choose another bridge name in configuration/libvirt/networks/${nat.name}.xml, or remove the interface.

          # Either mark is enough: an interrupted run may have written only the file.
          - name: openstack-bridge
            good: >-
              {{ '${bridge}' not in look.interfaces or look.interfaces['${bridge}'].alias == '${mark}'
                 or look.files['${networkFolder}/${networkFiles[0]}'].content is search(managed) }}
            seen: "The hypervisor has an interface ${bridge} that this lab did not create (its alias is not ${mark})."
            remedy: >-
              Choose another bridge name in configuration/libvirt/networks/${openstack.name}.xml, or remove the interface.

<#if hasNic>
          - name: second-interface
            good: "{{ '${nic}' in look.interfaces }}"
            seen: >-
              The hypervisor has no network interface ${nic}
              {{ other | ternary('(it is another name of ' ~ other ~ ')', '') }}. It has {{ look.interfaces | list | join(', ') }}.
            remedy: >-
              Set HYPERVISOR_CONTROL_PLANE_INTERFACE to the name of its second interface ("ip -brief link" lists all),
              or leave it empty for a purely virtual lab.

          - name: second-interface-kind
            good: "{{ second.kind in ['physical', 'virtual'] }}"
            seen: "Network interface ${nic} is a {{ second.kind }} interface."
            remedy: >-
              Set HYPERVISOR_CONTROL_PLANE_INTERFACE to a whole Ethernet interface: ports of VLANs, bonds, bridges, tunnels and wireless
              interfaces are not supported.

          - name: second-interface-in-use
            good: "{{ uses | length == 0 }}"
            seen: "Network interface ${nic} is in use ({{ uses | join('; ') }}). As a bridge port it would lose this traffic."
            remedy: Set HYPERVISOR_CONTROL_PLANE_INTERFACE to an interface that carries no traffic of the hypervisor itself.

          - name: second-interface-configuration
            good: "{{ configured | length == 0 }}"
            seen: >-
              Another program configures network interface ${nic}:
              {{ configured_texts | join('; ') }}.
            remedy: >-
              It would take the interface from the bridge, now or at the next boot. Remove ${nic} from that file<#if networkd>, and run netplan apply
              or networkctl reload if the program runs</#if>.

</#if>
          # The comment field (GECOS) is the mark. A foreign account is not changed.
          - name: user-stack
            good: "{{ (look.users.stack | default({'comment': '${stackComment}'})).comment == '${stackComment}' }}"
            seen: "The hypervisor has a user stack that this lab did not create."
            remedy: >-
              Remove or rename it, or use another hypervisor if it belongs to another lab.
              If this folder's lab had another LAB_NAME, run tripleo-lab clean first.

          # Who owns files or a key in it could log in as stack and become root.
          - name: home-of-stack
            good: >-
              {{ 'stack' in look.users or not look.files['/home/stack'].exists
                 or look.files['${marks}/made/user-stack'].exists }}
            seen: >-
              The hypervisor has no user stack, but /home/stack exists and belongs to
              {{ look.files['/home/stack'].owner | default('') }}:{{ look.files['/home/stack'].group | default('') }}.
            remedy: Move it away (mv /home/stack /home/stack.before). The lab uses only a home folder that it created.

          - name: group-stack
            good: "{{ 'stack' in look.users or 'stack' not in look.groups }}"
            seen: "The hypervisor has a group stack ({{ look.groups.stack | default('') }}) without a user stack."
            remedy: Remove it (groupdel stack) or rename it (groupmod --new-name).

          # clean removes these files, so a file without the mark must not become the lab's.
          - name: files-of-others
            good: "{{ foreign_files | length == 0 }}"
            seen: "These files are not of this lab, but it would have to write them: {{ foreign_files | join(', ') }}."
            remedy: Move them away. If this folder's lab had another LAB_NAME, run tripleo-lab clean first.

          - name: folders-of-others
            good: "{{ foreign_folders | length == 0 }}"
            seen: "These folders are not of this lab, but it would have to use them: {{ foreign_folders | join(', ') }}."
            remedy: Move them away.

          - name: unit-of-others
            good: "{{ look.units['${bmcUnit}'].file in ['', '/etc/systemd/system/${bmcUnit}'] }}"
            seen: "The hypervisor has another unit ${bmcUnit} ({{ look.units['${bmcUnit}'].file }}), which the lab would replace."
            remedy: Remove the package that installed it.

          # Only before the lab's own servers use the ports.
          - name: ports
            good: "{{ taken | length == 0 }}"
            seen: "Other programs listen on ports that the lab needs: {{ taken | join(', ') }}."
            remedy: >-
              Let a DNS or DHCP server listen only on the addresses that it serves (BIND: listen-on, Unbound: interface, dnsmasq: bind-interfaces);
              stop a program on the ports of VirtualBMC.

          # firewalld is not among them: libvirt and section firewall configure it.
          - name: firewall
            good: "{{ look.firewall | length == 0 }}"
            seen: "The hypervisor's firewall blocks traffic that the lab needs: {{ look.firewall | map(attribute='said') | join('; ') }}."
            remedy: >-
              Allow it; run there: {{ look.firewall | map(attribute='allow') | sum(start=[]) | join(' && ') }}.
              ufw keeps its rules. To keep the others after a reboot, add those of nft to <#if apt>/etc/nftables.conf<#else>/etc/sysconfig/nftables.conf</#if>,
              and save those of iptables (<#if apt>netfilter-persistent save, package iptables-persistent<#else>service iptables save, package iptables-services</#if>).
<#if networkd>

          # systemd-networkd applies every file in its folder as soon as it starts.
          - name: systemd-networkd
            good: "{{ look.units['systemd-networkd.service'].active or unapplied | length == 0 }}"
            seen: "systemd-networkd does not run. When started, it would apply {{ unapplied | join(', ') }}."
            remedy: >-
              Remove these files, or start it yourself (systemctl enable --now systemd-networkd) and check that the hypervisor stays reachable.
</#if>
        platform: ${unsafe(lab.hypervisor.systemTitle())}
<#if hasNic>
        second: "{{ look.interfaces['${nic}'] | default({'kind': 'physical', 'bridge': '', 'addresses': []}) }}"
        other: "{{ look.interfaces | dict2items | selectattr('value.altnames', 'contains', '${nic}') | map(attribute='key') | join }}"
        uses: >-
          {{ ('${nic}' in look.routes.default4 + look.routes.default6) | ternary(['the default route'], [])
             + second.addresses | map('regex_replace', '^', 'an address: ') | list
             + (look.connection.interface == '${nic}') | ternary(['this ssh connection: ' ~ look.connection.peer], [])
             + (second.bridge not in ['', '${bridge}']) | ternary(['a port of ' ~ second.bridge], []) }}
<#if networkd>
        # systemd-networkd uses the first file that matches, in the order of the names. netplan writes such files at boot.
        configured: >-
          {{ look.configured_by | rejectattr('program', 'equalto', 'systemd-networkd') | list
             + look.configured_by | selectattr('program', 'equalto', 'systemd-networkd') | selectattr('name', 'lt', '${portFile}') | list }}
<#elseif platform.networkBackend.word() == "network-scripts">
        # An existing ifcfg-${nic} is saved, and clean restores it.
        configured: "{{ look.configured_by | rejectattr('program', 'equalto', 'network-scripts') | list }}"
<#else>
        # The port's profile ranks before existing ones of NetworkManager.
        configured: "{{ look.configured_by | rejectattr('program', 'in', ['NetworkManager', 'network-scripts']) | list }}"
</#if>
        configured_texts: "{{ configured | map(attribute='said') | list }}"
</#if>
        foreign_files: >-
          {{ look.files | dict2items | selectattr('key', 'in', lab_files) | selectattr('value.exists')
             | rejectattr('value.content', 'search', managed) | map(attribute='key') | sort }}
        managed: Managed by tripleo-lab, lab ${lab.name}\n
        lab_files:
<#list labFiles as file>
          - ${file}
</#list>
        # clean leaves VirtualBMC's folder, so its mark may be that of an earlier lab.
        foreign_folders: >-
          {{ (look.files['/opt/tripleo-lab/virtualbmc'].exists and not look.files['/opt/tripleo-lab/owner'].exists)
             | ternary(['/opt/tripleo-lab/virtualbmc'], [])
             + (look.files['${state}'].exists and owner == '') | ternary(['${state}'], []) }}
        taken: "{{ taken_dns + taken_ipmi }}"
        taken_dns: >-
          {{ [] if (networks['${nat.name}'] | default({'active': false})).active else
             listeners | selectattr('port', 'in', [53, 67]) | map(attribute='said') | unique | list }}
        taken_ipmi: >-
          {{ [] if look.units['${bmcUnit}'].active else
             look.listeners | selectattr('protocol', 'equalto', 'udp') | selectattr('port', 'ge', ${lab.virtualBmc.firstPort()?c})
             | selectattr('port', 'le', ${lab.lastBmcPort()?c}) | map(attribute='said') | unique | list }}
<#if networkd>
        unapplied: "{{ look.found.networkd_files | reject('in', own_network_files) | list }}"
        own_network_files:
<#list networkFiles as file>
          - ${networkFolder}/${file}
</#list>
</#if>
