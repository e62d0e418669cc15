- name: Firewall - let virtual machine tripleo reach the BMCs
  hosts: hypervisor-root
  tags: [firewall]
  gather_facts: false
  tasks:
<#include "../bmc-ports.ftl">
