- name: Machine - create virtual machine tripleo with virt-install and cloud-init
  hosts: hypervisor-stack
  tags: [machine, first-boot]
  gather_facts: false
  vars:
    user_settings: ${block(machine.cloudConfig, 6)}
  tasks:
    - name: Skip this play when the virtual machine exists
      ansible.builtin.meta: end_host
      when: not make_machine

    # Each task below needs files that the task before it creates.
    - name: Skip this play in check mode when the virtual machine has to be created
      ansible.builtin.meta: end_host
      when: ansible_check_mode

    - name: Remove an unfinished virtual machine
      ansible.builtin.shell: |
        virsh --connect ${libvirtUri} destroy tripleo
        virsh --connect ${libvirtUri} undefine tripleo --managed-save --snapshots-metadata --nvram
        ! virsh --connect ${libvirtUri} domuuid tripleo
      when: "'tripleo' in look.libvirt['${libvirtUri}'].machines"
      changed_when: true

    - name: Read the format and size of the image
      ansible.builtin.command:
        argv: [qemu-img, info, --output=json, ${base}]
      register: base_image
      changed_when: false

    - name: Check that the disk is large enough for the image
      ansible.builtin.assert:
        that: (base_image.stdout | from_json)['virtual-size'] <= ${machine.disk.sizeBytes()}
        fail_msg: >-
          The disk of the image has {{ (base_image.stdout | from_json)['virtual-size'] | human_readable }}, more than TRIPLEO_DISK_SIZE=${machine.disk.size}.
          Set a larger size in configuration/environment.
        quiet: true

    # The disk stores only changes; the image below it stays unchanged.
    - name: Create the disk
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

    - name: Restrict the disk to stack
      ansible.builtin.file:
        path: ${disk}
        mode: "0600"

<#assign passwordFile = "stack@tripleo" passwordCheckMode = "false">
<#include "../password-hash.ftl">

    # They contain secrets of the workspace. They are removed below, the cloud-init disk after the first boot.
    - name: Write the cloud-init files
      lab_files:
        files:
          - path: ${settings}
            owner: stack
            group: stack
            mode: "0700"
          - path: ${settings}/user-data
            content: |
              #cloud-config
              {{ user_settings }}
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
              # The host key comes from the lab, so that even the first connection can verify it; no other host keys are generated.
              ssh_deletekeys: true
              ssh_keys:
                ed25519_private: |
                  {{ lookup('ansible.builtin.file', lab_workspace ~ '/keys/host@tripleo') | indent(4) }}
                ed25519_public: {{ lookup('ansible.builtin.file', lab_workspace ~ '/keys/host@tripleo.pub') }}
              # An image with a fixed machine id would give it to every virtual machine: an id that is older than this boot is replaced.
              bootcmd:
                - - cloud-init-per
                  - instance
                  - machine-id
                  - sh
                  - -c
                  - '[ ! /etc/machine-id -ot /proc/1 ] || { rm -f /etc/machine-id; systemd-machine-id-setup; }'
              # Keeps cloud-init from treating the next boot, without this disk, as a new instance.
              manual_cache_clean: true
            owner: stack
            group: stack
            mode: "0600"
          - path: ${settings}/meta-data
            content: |
              instance-id: ${machine.uuid}
              local-hostname: tripleo
            owner: stack
            group: stack
            mode: "0600"
          # cloud-init reads interface settings only from this file. The second network has no DHCP server, so the boot must not wait for one.
          - path: ${settings}/network-config
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
            owner: stack
            group: stack
            mode: "0600"
      no_log: true

    - name: Find out whether cloud-init is installed
      ansible.builtin.command:
        argv: [which, cloud-init]
      register: cloud_init
      changed_when: false
      failed_when: false

    - name: Validate the cloud-init user data
      ansible.builtin.command:
        argv: [cloud-init, schema, --config-file, ${settings}/user-data]
      when: cloud_init.rc == 0
      changed_when: false

    - name: Create the cloud-init disk
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

    - name: Restrict the cloud-init disk to stack
      ansible.builtin.file:
        path: ${seed}
        mode: "0600"

    - name: Record that the virtual machine is being created
      ansible.builtin.copy:
        dest: ${making}
        content: ${machine.settingsSum()}
        mode: "0644"

    - name: Remove the records of an earlier virtual machine
      ansible.builtin.file:
        path: "{{ item }}"
        state: absent
      loop:
        - ${made}
        - ${consoleLog}

    # A lease of a removed virtual machine stays for an hour. It must not be mistaken for a lease of this one.
    - name: Find an earlier DHCP lease of the virtual machine
      ansible.builtin.command:
        argv: [virsh, --connect, "qemu:///system", --quiet, net-dhcp-leases, ${nat.name}, --mac, "${machine.controlPlaneMac}"]
      become: true
      register: earlier_lease
      changed_when: false
      failed_when: false

<#-- KVM or emulation is only known at run time. host-passthrough is virt-install's default with KVM. -->
<#assign emulatedCpu = (release.machine.emulatedCpu.isPresent() && !machine.options?filter(it -> it?starts_with("--cpu"))?has_content)?then(release.machine.emulatedCpu.orElse(""), "")>
    # The cloud-init disk is a virtio disk and not a CD, because kernels of small images support no other controller.
<#if emulatedCpu?has_content>
    # Without KVM, qemu's default CPU model is too old for ${release.machine.system}.
</#if>
    - name: Create the virtual machine
      ansible.builtin.command:
        argv:
          - virt-install
          - --connect=${libvirtUri}
          - --name=tripleo
          - --uuid=${machine.uuid}
          - --virt-type={{ virtualization }}
<#if emulatedCpu?has_content>
          - --cpu={{ (virtualization == 'kvm') | ternary('host-passthrough', '${emulatedCpu}') }}
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
      vars:
        virtualization: "{{ hostvars['hypervisor-root'].look.files['${marks}/virtualization'].content | trim }}"

- name: Machine - start the virtual machine, now and at boot
  hosts: hypervisor-stack
  tags: [machine, first-boot]
  gather_facts: false
  tasks:
    - name: Skip this play in check mode when the virtual machine has to be created
      ansible.builtin.meta: end_host
      when: ansible_check_mode and make_machine

    - name: Start the virtual machine and enable autostart
      community.libvirt.virt:
        name: tripleo
        uri: ${libvirtUri}
        autostart: true
        state: running
      when: make_machine or not (tripleo.active and tripleo.autostart)
      vars:
        tripleo: "{{ look.libvirt['${libvirtUri}'].machines.tripleo }}"

    - name: Remove the cloud-init files
      ansible.builtin.file:
        path: ${settings}
        state: absent
      when: make_machine or look.files['${settings}'].exists
