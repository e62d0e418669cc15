- name: Time - set the time zone
  hosts: hypervisor-root
  tags: [time]
  gather_facts: false
  tasks:
    # TripleO compares time stamps across hosts, so all hosts of the lab use the same time zone.
    - name: Set the time zone
      community.general.timezone:
        name: ${yaml(lab.timezone)}
      when: look.system.timezone != '${lab.timezone}'
