- name: Register - import the nodes that are missing or differ, and repair those that hang
  hosts: tripleo-stack
  tags: [register]
  gather_facts: false
  tasks:
<@skipInCheckMode/>

    # The import of some releases registers half of a file with a mistake.
    - name: Check the nodes file with the client
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: . ~/stackrc && timeout ${answerSeconds} openstack overcloud node import --validate-only ${nodesFile}
      changed_when: false
      when:
        - todo.register | length > 0
        - not ansible_check_mode

<@step name="register" limit=registerLimit command=["openstack", "overcloud", "node", "import"]/>
