<#include "../check-prepared.ftl">
<#include "../check-machine.ftl">
- name: Preflight - look at the hypervisor
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
    # This look and the next two are the only ones before the first change. They change nothing.
    - name: Look at the hypervisor
      lab_host_info:
        contents: [${marks}/owner]
        users: [stack]
      register: look

<@lookAtMachine/>

- name: Preflight - check the undercloud and registered nodes before changing anything
  hosts: tripleo-stack
  tags: [preflight, always]
  gather_facts: false
  vars:
<@preparedVariables/>
<@machineVariables/>
    nodes: "{{ look.programs.nodes | default({'rc': 1, 'stdout': '', 'stderr': ''}) }}"
    ports: "{{ look.programs.ports | default({'rc': 1, 'stdout': '', 'stderr': ''}) }}"
    # Name, first MAC address, and the address and port of the BMC.
    configured:
<#list virtual as node>
      - [${yaml(node.name)}, "${node.nics[0].mac}", "${nat.gateway} port ${node.bmcPort?c}"]
</#list>
<#list physical as node>
      - [${yaml(node.name)}, "${node.macs[0]}", "${node.bmc.address} port ${node.bmc.port?c}"]
</#list>
  tasks:
<@waitForLogin conditions=["made", "running", "not answers"]/>

    # Ironic starts with the virtual machine, and needs minutes under emulation.
    - name: Look into virtual machine tripleo
      lab_host_info:
        files: [${deployImages}/agent.kernel, ${deployImages}/agent.ramdisk]
        programs:
          nodes: [bash, -c, ". ~/stackrc && exec timeout ${answerSeconds} openstack baremetal node list --limit 0 --fields uuid name driver_info -f json"]
          ports: [bash, -c, ". ~/stackrc && exec timeout ${answerSeconds} openstack baremetal port list --limit 0 --fields node_uuid address -f json"]
          seconds_since_boot: [ps, -o, etimes=, -p, "1"]
      register: look
      until: look.programs.nodes.rc == 0 or 'stackrc' in look.programs.nodes.stderr or look.programs.seconds_since_boot.stdout | int > 600
      retries: 60
      delay: 10
      when: reachable

    # All checks are made before the task fails, so it tells all problems at once. docs/preflight.md explains them by their names.
    - name: Check that the nodes can be registered
<@assertNoProblems title="The nodes cannot be registered yet"/>
      vars:
        problems: "{{ checks | rejectattr('good') | list }}"
        checks:
<@preparedCheck/>

<@machineChecks/>

          - name: ironic
            good: "{{ not reachable or (nodes.rc == 0 and ports.rc == 0) }}"
            seen: >-
              Ironic of the undercloud does not answer:
              {{ (nodes.stderr ~ ports.stderr) | trim | regex_replace('(?s)^.*\n', '') | default('no message', true) }}.
            remedy: >-
              Run stage tripleo-install, which checks the services of the undercloud:
              tripleo-lab run tripleo-install (playbooks/tripleo-install.yml).

          - name: deploy-images
            good: "{{ not reachable or look.files.values() | rejectattr('exists') | list | length == 0 }}"
            seen: The undercloud lacks agent.kernel or agent.ramdisk in ${deployImages}, from which nodes boot.
            remedy: >-
              Put the images of release ${release.name} into a folder of virtual machine tripleo and run there, as stack:
              openstack overcloud image upload --image-path FOLDER.

          - name: foreign-registration
            good: "{{ foreign == '' }}"
            seen: "Ironic has other nodes with the MAC address or BMC of a node: {{ foreign }}."
            remedy: >-
              An import would change them. Delete them (openstack baremetal node delete UUID), or change the nodes in configuration/nodes.yaml.

          - name: registered-mac
            good: "{{ stale == '' }}"
            seen: "Ironic has these nodes with other MAC addresses or without any: {{ stale }}."
            remedy: An import does not change ports. Delete the nodes (openstack baremetal node delete NAME), which registers them anew.
        known: "{{ (nodes.rc == 0) | ternary(nodes.stdout | default('[]', true), '[]') | from_json }}"
        known_ports: "{{ (ports.rc == 0) | ternary(ports.stdout | default('[]', true), '[]') | from_json }}"
        foreign: >-
          {%- set found = [] -%}
          {%- for node in known if node.Name not in configured | map('first') | list -%}
          {%- set driver = node['Driver Info'] or {} -%}
          {%- set macs = known_ports | selectattr('Node UUID', 'equalto', node.UUID) | map(attribute='Address') | list -%}
          {%- for name, mac, bmc in configured
              if mac in macs or bmc == (driver.ipmi_address | default('') | string) ~ ' port ' ~ (driver.ipmi_port | default(623) | string) -%}
          {%- set _ = found.append((node.Name or node.UUID) ~ ' (' ~ name ~ ')') -%}
          {%- endfor -%}
          {%- endfor -%}
          {{ found | unique | join(', ') }}
        stale: >-
          {%- set found = [] -%}
          {%- for node in known -%}
          {%- set macs = known_ports | selectattr('Node UUID', 'equalto', node.UUID) | map(attribute='Address') | list -%}
          {%- for name, mac, bmc in configured if name == node.Name and ports.rc == 0 and mac not in macs -%}
          {%- set _ = found.append(name) -%}
          {%- endfor -%}
          {%- endfor -%}
          {{ found | unique | join(', ') }}
