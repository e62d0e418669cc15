- name: Summary - write a summary file on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Write the summary
      lab_files:
        files:
          - path: ${marks}/summary-registration
            content: |
              Lab ${lab.name}, created by tripleo-lab
              nodes registered in Ironic of virtual machine tripleo: ${lab.nodes.names()?join(", ")}
              nodes file ${nodesFile}, log ${registerLog}
