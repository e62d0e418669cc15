- name: Remove - delete the registrations of nodes that the configuration no longer has
  hosts: tripleo-stack
  tags: [never, remove]
  gather_facts: false
  tasks:
<@skipInCheckMode/>

    - name: Delete the registrations
      ansible.builtin.command:
        argv: [${guest.python}, ${registrar}, remove]
      register: removed
      changed_when: removed.stdout != ''
