- name: Summary - keep what was made on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Write the summary
      ansible.builtin.copy:
        dest: ${marks}/summary-undercloud
        content: |
          Lab ${lab.name}, made by tripleo-lab
          undercloud: ${comment(release.title)}<#if release.simulated>: simulated, a stand-in that is not TripleO</#if>
          in the virtual machine tripleo: local_ip ${localIp}, login ~stack/stackrc
          settings ${settingsFile}, log ${installLog}
        owner: root
        group: root
        mode: "0644"
