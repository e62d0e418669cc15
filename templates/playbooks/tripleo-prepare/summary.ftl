- name: Summary - write a summary file on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Write the summary
      lab_files:
        files:
          - path: ${marks}/summary-tripleo
            content: |
              Lab ${lab.name}, created by tripleo-lab
              virtual machine tripleo: ${libvirtUri}, user stack, address ${address}, disk ${disk}
              release: ${comment(lab.release.title)}
