- name: Summary - write a summary file on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Write the summary
      lab_files:
        files:
          - path: ${marks}/summary-undercloud
            content: |
              Lab ${lab.name}, created by tripleo-lab
              undercloud: ${comment(release.title)}<#if release.simulated> (simulated, not TripleO)</#if>
              in virtual machine tripleo: local_ip ${localIp}, login ~stack/stackrc
              settings ${settingsFile}, log ${installLog}
