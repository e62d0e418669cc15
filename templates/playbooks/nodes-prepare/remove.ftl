# Disks may have data, so this section runs only if its tag is named.
- name: Remove - remove the virtual machines and disks of nodes that the configuration no longer has
  hosts: hypervisor-stack
  tags: [never, remove]
  gather_facts: false
  tasks:
    - name: Remove virtual machine and disks of a node
      lab_nodes:
        uri: ${libvirtUri}
        folder: ${images}
        state: absent
        nodes:
          - name: "{{ item.split() | first }}"
            uuid: "{{ item.split() | last }}"
      loop: "{{ removed_nodes }}"

- name: Remove - remove the BMCs and records of nodes that the configuration no longer has
  hosts: hypervisor-root
  tags: [never, remove]
  gather_facts: false
  vars:
    removed: "{{ hostvars['hypervisor-stack'].removed_nodes }}"
  tasks:
    - name: Remove the BMC of a node
      ansible.builtin.command:
        argv: [/usr/local/bin/vbmc, delete, "{{ item.split() | first }}"]
        removes: ${bmcs}/{{ item.split() | first }}
      loop: "{{ removed }}"

    - name: Remove the records of the nodes
      lab_files:
        files:
          - path: ${nodesRecord}
            content: "{{ recorded | difference(removed) | sort | map('regex_replace', '$', '\n') | join }}"
      when: removed | length > 0
      vars:
        recorded: "{{ look.files['${nodesRecord}'].content.splitlines() }}"
