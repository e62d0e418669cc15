- name: File - write the nodes file
  hosts: tripleo-stack
  tags: [file, remove, register, introspect, provide, verify]
  gather_facts: false
  tasks:
    - name: Write the script that runs the steps in the background, and the nodes file
      lab_files:
        files:
<#list [registration?keep_before_last("/"), registration] as folder>
          - path: ${folder}
            owner: stack
            group: stack
</#list>
<#list ["node.py", "step.py", "undercloud.py", "nodes-register"] as file>
          - path: ${registration}/${file}
            content: "{{ lookup('ansible.builtin.file', 'registration/${file}', rstrip=false) }}"
            owner: stack
            group: stack
<#if file == "nodes-register">
            mode: "0755"
</#if>
</#list>
          # Ansible takes a text that begins with a bracket for a list, so it begins with a line break.
          - path: ${nodesFile}
            content: "\n{{ {'nodes': nodes} | to_nice_json<#list passwordFiles as file>
              | replace('\"${file}\"',
                        lookup('ansible.builtin.file', lab_workspace ~ '/../${file}') | to_json)</#list> }}\n"
            owner: stack
            group: stack
            mode: "0600"
      register: nodes_file
      no_log: true
      vars:
        # The form that the clients of all releases accept. The name of a password's file stands for the password.
        nodes:
<#list virtual as node>
<@entry node=node address=nat.gateway port=node.bmcPort user=lab.virtualBmc.user() password=bmcPassword
        macs=node.nics?filter(it -> it.bridge == bridge)?map(it -> it.mac) disk="/dev/vda"/>
</#list>
<#list physical as node>
<@entry node=node address=node.bmc.address port=node.bmc.port user=node.bmc.user password=node.bmc.passwordFile?string macs=node.macs/>
</#list>

    - name: Skip this play in check mode when the nodes file changes
      ansible.builtin.meta: end_host
      when: ansible_check_mode and nodes_file is changed

    - name: Find the nodes that need something
      ansible.builtin.command:
        argv: [${([guest.python, registrar, "todo"] + introspect)?join(", ")}]
      register: asked
      changed_when: false
      check_mode: false

    - name: Remember what they need
      ansible.builtin.set_fact:
        todo: "{{ asked.stdout | from_json }}"

    - name: Show the nodes in use whose settings have changed
      ansible.builtin.debug:
        msg: >-
          {{ todo.deployed | join(', ') }}: in use, so their changed settings are not imported.
          Run the stage again when they are available.
      when: todo.deployed | length > 0

    - name: Show the nodes that the configuration no longer has
      ansible.builtin.debug:
        msg: >-
          The configuration no longer has the nodes {{ todo.removed | join(', ') }}. They stay registered.
          To delete their registrations, run: tripleo-lab run nodes-register --tags remove.
      when: todo.removed | length > 0

<@follow what="the step of an earlier run" condition="todo.running != ''"/>
