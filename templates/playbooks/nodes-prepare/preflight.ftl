<#include "../check-prepared.ftl">
<#include "../check-machine.ftl">
<#assign largest = 0 together = lab.tripleo.memoryMib>
<#list nodes as node>
  <#assign together += node.hardware.memoryMib>
  <#if largest < node.hardware.memoryMib><#assign largest = node.hardware.memoryMib></#if>
</#list>
- name: Preflight - look at the hypervisor
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
    # This look and the next one are the only ones at the hypervisor: what follows decides by their answers. They change nothing.
    - name: Look at the hypervisor
      lab_host_info:
        contents:
          - ${marks}/owner
          - ${marks}/virtualization
          - ${marks}/made/firewall
          - ${nodesRecord}
<#if uefi>
        packages:
          firmware: [${yaml(platform.libvirt.uefi.get().packageName())}]
</#if>
        units: [${bmcUnit}<#if platform.firewalld>, firewalld.service</#if>]
        users: [stack]
        network: [interfaces]
        programs:
          # Not the whole settings, which have passwords.
          bmc_ports: [grep, --recursive, --no-messages, "^port *=", ${bmcs}]
      register: look

- name: Preflight - check the hypervisor and existing nodes before changing anything
  hosts: hypervisor-stack
  tags: [preflight, always]
  gather_facts: false
  vars:
<@preparedVariables/>
    configured:<#if !nodes?has_content> []</#if>
<#list nodes as node>
      - ${node.name} ${node.uuid}
</#list>
    recorded: "{{ hypervisor.files['${nodesRecord}'].content.splitlines() }}"
    machines: "{{ look.libvirt['${libvirtUri}'].machines | default({}) }}"
  tasks:
    # Without user stack there is no connection as stack.
    - name: Look at the virtual machines
      lab_host_info:
        libvirt:
          ${libvirtUri}:
            machines: "{{ ['tripleo'] + configured | map('regex_replace', ' .*', '') | list }}"
        programs:
          ${sshServer}
      register: look
      when: prepared

    # All checks are made before the task fails, so it tells all problems at once. docs/preflight.md explains them by their names.
    - name: Check that the hypervisor fits the nodes
<@assertNoProblems title="The hypervisor does not fit the nodes yet"/>
      vars:
        problems: "{{ checks | rejectattr('good') | list }}"
        checks:
<@preparedCheck/>

          - name: networks
            good: "{{ not prepared or ('${nat.bridge}' in hypervisor.interfaces and '${bridge}' in hypervisor.interfaces) }}"
            seen: The hypervisor lacks a bridge of the lab's networks.
            remedy: "Run stage prepare again: tripleo-lab run prepare (playbooks/prepare.yml)."

          - name: virtualization
            good: "{{ not prepared or hypervisor.files['${marks}/virtualization'].content | trim in ['kvm', 'qemu'] }}"
            seen: Stage prepare has not recorded whether virtual machines use KVM or emulation.
            remedy: "Run it again: tripleo-lab run prepare (playbooks/prepare.yml)."

          - name: libvirt
            good: "{{ look.libvirt['${libvirtUri}'].answers | default(true) }}"
            seen: "libvirt of user stack (${libvirtUri}) does not answer on the hypervisor."
            remedy: "Run stage prepare again, which starts it: tripleo-lab run prepare (playbooks/prepare.yml)."

          - name: virtualbmc
            good: "{{ not prepared or hypervisor.units['${bmcUnit}'].active }}"
            seen: VirtualBMC does not run on the hypervisor.
            remedy: "Run stage prepare again, which starts it: tripleo-lab run prepare (playbooks/prepare.yml)."

          - name: foreign-node
            good: "{{ foreign | length == 0 }}"
            seen: "The hypervisor has virtual machines with names of nodes that this lab did not create: {{ foreign | join(', ') }}."
            remedy: Rename or remove them, or choose other names in configuration/nodes.yaml.

          - name: bmc-port
            good: "{{ taken | length == 0 }}"
            seen: "BMCs of other virtual machines have ports of the nodes: {{ taken | join(', ') }}."
            remedy: Remove them (tripleo-lab vbmc delete NAME), or set bmc-port in configuration/nodes.yaml.

          - name: memory
            good: "{{ not prepared or hypervisor.system.memory_mib >= ${largest?c} }}"
            seen: >-
              A node has ${largest?c} MiB of memory, more than the hypervisor with
              {{ hypervisor.system.memory_mib }} MiB.
            remedy: Set a smaller memory in configuration/nodes.yaml.
        ports:<#if !nodes?has_content> []</#if>
<#list nodes as node>
          - ${node.bmcPort?c}
</#list>
        foreign: >-
          {{ machines.keys() | zip(machines.values() | map(attribute='uuid')) | map('join', ' ') | reject('match', 'tripleo ')
             | difference(configured) | map('regex_replace', ' .*', '') | list }}
        # A removed node has its port until section remove frees it.
        ours: "{{ (configured + (('remove' in ansible_run_tags) | ternary(recorded, []))) | map('regex_replace', ' .*', '') | list }}"
        taken: >-
          {{ hypervisor.programs.bmc_ports.stdout.splitlines() | map('regex_replace', '^.*/([^/]+)/config:port *= *', '\1 ')
             | select('search', ' (' ~ ports | join('|') ~ ')$')
             | reject('match', '(' ~ ours | join('|') ~ ') ') | list }}

<#if nodes?has_content>
    - name: Show that the nodes cannot all run at the same time
      ansible.builtin.debug:
        msg: >-
          The nodes and virtual machine tripleo have ${together?c} MiB of memory, but the hypervisor only
          {{ hypervisor.system.memory_mib }} MiB. Not all of them can run at the same time.
      when: hypervisor.system.memory_mib < ${together?c}

</#if>
    - name: Find the nodes that the configuration no longer has
      ansible.builtin.set_fact:
        removed_nodes: "{{ recorded | difference(configured) | sort }}"

    - name: Show the nodes that the configuration no longer has
      ansible.builtin.debug:
        msg: >-
          The configuration no longer has the nodes {{ removed_nodes | map('regex_replace', ' .*', '') | join(', ') }}. They stay.
          To remove them with their disks, run: tripleo-lab run nodes-prepare --tags remove.
      when: removed_nodes | length > 0 and 'remove' not in ansible_run_tags
