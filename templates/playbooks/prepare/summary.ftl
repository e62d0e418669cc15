- name: Summary - write a summary file on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Write the summary
      lab_files:
        files:
          - path: ${marks}/summary
            content: |
              Lab ${lab.name}, created by tripleo-lab
              virtualbmc ${lab.virtualBmc.version} (unit ${bmcUnit}, command /usr/local/bin/vbmc)
              network ${nat.name}: ${nat.subnet}, NAT, bridge ${nat.bridge}
              network ${openstack.name}: ${openstack.subnet}, bridge ${bridge}<#if hasNic>, port ${nic}</#if>
              virtual machines: user stack, ${libvirtUri}, storage pool ${lab.name}
