- name: File - write the nodes file
  hosts: tripleo-stack
  tags: [file, register, introspect, provide, verify]
  gather_facts: false
  tasks:
<@files/>

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

<@follow condition="todo.running != ''"/>
