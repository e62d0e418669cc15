- name: Machine - make it with virt-install and cloud-init
  hosts: hypervisor-stack
  tags: [machine, first-boot]
  gather_facts: false
  vars:
    users_settings: ${block(machine.cloudConfig, 6)}
  tasks:
    - name: Leave the making out when the machine is there
      ansible.builtin.meta: end_host
      when: not make_machine

    # It sees that the machine would be made; of the steps, each needs what the one before has made.
    - name: Leave out what check mode cannot see of a machine to be made
      ansible.builtin.meta: end_host
      when: ansible_check_mode

    - name: Take away what is left of one that was never ready
      ansible.builtin.shell: |
        virsh --connect ${libvirtUri} destroy tripleo
        virsh --connect ${libvirtUri} undefine tripleo --managed-save --snapshots-metadata --nvram
        ! virsh --connect ${libvirtUri} domuuid tripleo
      when: machine.stdout | trim != ''
      changed_when: true

    - name: Look at the image
      ansible.builtin.command:
        argv: [qemu-img, info, --output=json, ${base}]
      register: base_image
      changed_when: false

    - name: Require a disk that the image fits on
      ansible.builtin.assert:
        that: (base_image.stdout | from_json)['virtual-size'] <= ${machine.disk.sizeBytes()}
        fail_msg: >-
          The image has a disk of {{ (base_image.stdout | from_json)['virtual-size'] | human_readable }}, more than TRIPLEO_DISK_SIZE=${machine.disk.size}.
          Set a larger one in configuration/environment.
        quiet: true

    # It holds what differs from the image, which stays as it came.
    - name: Make the disk
      ansible.builtin.command:
        argv:
          - qemu-img
          - create
          - -q
          - -f
          - qcow2
          - -F
          - "{{ (base_image.stdout | from_json).format }}"
          - -b
          - ${base}
          - ${disk}
          - ${machine.disk.size}
      changed_when: true

    - name: Let only stack read the disk
      ansible.builtin.file:
        path: ${disk}
        mode: "0600"

    - name: Create the folder of the first settings
      ansible.builtin.file:
        path: ${settings}
        state: directory
        mode: "0700"

    # What is in the workspace reaches the machine through its first settings, which are taken away after the first boot.
<#assign passwordFile = "stack@tripleo">
<#include "../password-hash.ftl">

    - name: Write the first settings
      ansible.builtin.copy:
        dest: ${settings}/user-data
        content: |
          #cloud-config
          {{ users_settings }}
          # Added by tripleo-lab
          hostname: tripleo
          fqdn: tripleo.localdomain
          timezone: ${lab.timezone}
          users:
            - name: stack
              gecos: ${stackComment}
              shell: /bin/bash
              sudo: ALL=(ALL) NOPASSWD:ALL
              lock_passwd: false
              passwd: {{ stack_password.stdout }}
              ssh_authorized_keys:
                - {{ lookup('ansible.builtin.file', lab_workspace ~ '/keys/stack@tripleo.pub') }}
          # Its host key is known beforehand: the first connection is safe already, and no time goes into making others.
          ssh_deletekeys: true
          ssh_keys:
            ed25519_private: |
              {{ lookup('ansible.builtin.file', lab_workspace ~ '/keys/host@tripleo') | indent(4) }}
            ed25519_public: {{ lookup('ansible.builtin.file', lab_workspace ~ '/keys/host@tripleo.pub') }}
          # Machines from an image with an id of its own would all have that one; the id is remade if it is older than this boot.
          bootcmd:
            - - cloud-init-per
              - instance
              - machine-id
              - sh
              - -c
              - '[ ! /etc/machine-id -ot /proc/1 ] || { rm -f /etc/machine-id; systemd-machine-id-setup; }'
          # These settings are gone at the next boot, which must not pass for that of another machine.
          manual_cache_clean: true
        mode: "0600"
      no_log: true

    - name: Write who it is
      ansible.builtin.copy:
        dest: ${settings}/meta-data
        content: |
          instance-id: ${machine.uuid}
          local-hostname: tripleo
        mode: "0600"

    # cloud-init takes the settings of interfaces from a file of their own only. The second one has no DHCP server, and nothing may wait for one.
    - name: Write the settings of its interfaces
      ansible.builtin.copy:
        dest: ${settings}/network-config
        content: |
          version: 2
          ethernets:
            eth0:
              match: {macaddress: "${machine.controlPlaneMac}"}
              set-name: eth0
              dhcp4: true
<#if lab.nameserver.isPresent()>
              nameservers: {addresses: ["${lab.nameserver.get()}"]}
</#if>
            eth1:
              match: {macaddress: "${machine.openstackMac}"}
              set-name: eth1
              dhcp4: false
              dhcp6: false
              optional: true
        mode: "0600"

    - name: Look for cloud-init's own check of settings
      ansible.builtin.command:
        argv: [which, cloud-init]
      register: cloud_init
      changed_when: false
      failed_when: false

    - name: Check the first settings
      ansible.builtin.command:
        argv: [cloud-init, schema, --config-file, ${settings}/user-data]
      when: cloud_init.rc == 0
      changed_when: false

    - name: Make the disk with the first settings
      ansible.builtin.command:
        argv:
          - ${platform.libvirt.isoMaker}
          - -quiet
          - -output
          - ${seed}
          - -volid
          - cidata
          - -joliet
          - -rock
          - ${settings}/user-data
          - ${settings}/meta-data
          - ${settings}/network-config
      changed_when: true

    - name: Let only stack read them
      ansible.builtin.file:
        path: ${seed}
        mode: "0600"

    - name: Note with which settings the machine is being made
      ansible.builtin.copy:
        dest: ${making}
        content: ${machine.settingsSum()}
        mode: "0644"

    - name: Forget an earlier machine
      ansible.builtin.file:
        path: "{{ item }}"
        state: absent
      loop:
        - ${made}
        - ${consoleLog}

    # That of a machine that was here before stays for an hour, and must not pass for one of this machine.
    - name: Look for an earlier lease of its address
      ansible.builtin.command:
        argv: [sudo, virsh, --connect, qemu:///system, --quiet, net-dhcp-leases, ${nat.name}, --mac, "${machine.controlPlaneMac}"]
      register: earlier_lease
      changed_when: false
      failed_when: false

<#-- Which of both it is, only the hypervisor knows; host-passthrough is what virt-install gives by itself with KVM. -->
<#assign emulatedCpu = (release.machine.emulatedCpu.isPresent() && !machine.options?filter(it -> it?starts_with("--cpu"))?has_content)?then(release.machine.emulatedCpu.orElse(""), "")>
    # A virtio disk rather than a CD: small kernels know no other controller.
<#if emulatedCpu?has_content>
    # Without KVM, qemu's own choice is a processor that ${release.machine.system} does not start on.
</#if>
    - name: Make the machine
      ansible.builtin.command:
        argv:
          - virt-install
          - --connect=${libvirtUri}
          - --name=tripleo
          - --uuid=${machine.uuid}
          - --virt-type={{ hostvars['hypervisor-root'].virtualization.stdout }}
<#if emulatedCpu?has_content>
          - --cpu={{ (hostvars['hypervisor-root'].virtualization.stdout == 'kvm') | ternary('host-passthrough', '${emulatedCpu}') }}
</#if>
          - --import
          - --disk=path=${disk},format=qcow2,bus=virtio
          - --disk=path=${seed},format=raw,bus=virtio,readonly=on
          - --network=bridge=${nat.bridge},model=virtio,mac=${machine.controlPlaneMac}
          - --network=bridge=${bridge},model=virtio,mac=${machine.openstackMac}
          - --serial=pty<#if platform.libvirt.consoleLog>,log.file=${consoleLog},log.append=on</#if>
<#list machine.options as option>
          - ${unsafe(option)}
</#list>
          - --autostart
          - --noautoconsole
      changed_when: true

- name: Machine - let it run, now and after a reboot of the hypervisor
  hosts: hypervisor-stack
  tags: [machine, first-boot]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see of a machine to be made
      ansible.builtin.meta: end_host
      when: ansible_check_mode and make_machine

    - name: Start the machine at boot
      community.libvirt.virt:
        name: tripleo
        uri: ${libvirtUri}
        autostart: true
        state: running

    - name: Take the copies of its first settings away
      ansible.builtin.file:
        path: ${settings}
        state: absent
