- name: Time - set the time zone
  hosts: hypervisor-root
  tags: [time]
  gather_facts: false
  tasks:
    # TripleO compares time stamps across machines: all of the lab's keep the same zone.
    - name: Set the time zone
      community.general.timezone:
        name: ${yaml(lab.timezone)}
