- name: Summary - write a summary file on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Write the summary
      ansible.builtin.copy:
        dest: ${marks}/summary-tripleo
        content: |
          Lab ${lab.name}, created by tripleo-lab
          virtual machine tripleo: ${libvirtUri}, user stack, address ${address}, disk ${disk}
          release: ${comment(lab.release.title)}
        owner: root
        group: root
        mode: "0644"
