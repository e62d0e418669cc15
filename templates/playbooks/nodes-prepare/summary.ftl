- name: Summary - write a summary file on the hypervisor
  hosts: hypervisor-root
  tags: [summary]
  gather_facts: false
  tasks:
    - name: Write the summary
      lab_files:
        files:
          - path: ${marks}/summary-nodes
            content: |
              Lab ${lab.name}, created by tripleo-lab
<#list nodes as node>
              node ${node.name}: ${node.role.word()}, ${libvirtUri}, BMC ${nat.gateway} port ${node.bmcPort?c}
</#list>
<#list lab.nodes.physical as node>
              node ${node.name}: ${node.role.word()}, physical, BMC ${node.bmc.address} port ${node.bmc.port?c}
</#list>
<#if lab.nodes.isEmpty()>
              no nodes
</#if>
