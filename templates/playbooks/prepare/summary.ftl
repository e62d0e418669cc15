- name: Summary - keep what was made on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

    - name: Write the summary
      ansible.builtin.copy:
        dest: ${marks}/summary
        content: |
          Lab ${lab.name}, made by tripleo-lab
          virtualbmc ${lab.virtualBmc.version} (unit ${bmcUnit}, command /usr/local/bin/vbmc)
          network ${nat.name}: ${nat.subnet}, NAT, bridge ${nat.bridge}
          network ${openstack.name}: ${openstack.subnet}, bridge ${bridge}<#if hasNic>, port ${nic}</#if>
          virtual machines: user stack, ${libvirtUri}, storage pool ${lab.name}
        owner: root
        group: root
        mode: "0644"
