- name: Machines - record the nodes that the lab creates
  hosts: hypervisor-root
  tags: [machines]
  gather_facts: false
  vars:
    nodes:<#if !nodes?has_content> []</#if>
<#list nodes as node>
      - ${node.name} ${node.uuid}
</#list>
  tasks:
    # clean removes virtual machines with these UUIDs. The list is written before they are created: an interrupted run can be cleaned too.
    - name: Record the nodes
      lab_files:
        files:
          - path: ${nodesRecord}
            content: "{{ (earlier | difference(removed) + nodes) | unique | sort | map('regex_replace', '$', '\n') | join }}"
      vars:
        earlier: "{{ look.files['${nodesRecord}'].content.splitlines() }}"
        removed: "{{ ('remove' in ansible_run_tags) | ternary(hostvars['hypervisor-stack'].removed_nodes, []) }}"

- name: Machines - define the nodes
  hosts: hypervisor-stack
  tags: [machines]
  gather_facts: false
  vars:
    nodes:<#if !nodes?has_content> []</#if>
<#list nodes as node>
      - name: ${node.name}
        uuid: ${node.uuid}
        memory: ${node.hardware.memoryMib?c}
        cpus: ${node.hardware.cpus?c}
        disks: [${node.hardware.disksGib?join(", ")}]
        firmware: ${node.hardware.bootMode.word()}
        nics:
<#list node.nics as nic>
          - {mac: "${nic.mac}", bridge: ${yaml(nic.bridge)}}
</#list>
</#list>
  tasks:
    - name: Define virtual machines that are off
      lab_nodes:
        uri: ${libvirtUri}
        folder: ${images}
        kind: "{{ hostvars['hypervisor-root'].look.files['${marks}/virtualization'].content | trim }}"
<#if machine.emulatedCpu.isPresent()>
        emulated_cpu: ${machine.emulatedCpu.get()}
</#if>
        emulator: ${platform.libvirt.qemuBinary}
<#if !platform.libvirt.consoleLog>
        console_log: false
</#if>
<#if uefi>
        uefi:
          code: ${platform.libvirt.uefi.get().code()}
          variables: ${platform.libvirt.uefi.get().variables()}
</#if>
        description: "tripleo-lab, lab ${lab.name}: a node"
        nodes: "{{ nodes }}"
      register: defined

    # It may be in use: an undercloud decides when it is off.
    - name: Show the changed nodes that run
      ansible.builtin.debug:
        msg: |-
          {{ defined.running | join(', ') }}
          Switch them off (tripleo-lab ipmitool NODE power off) and run the stage again.
      when: defined.running | length > 0
