- name: Firewall - let the lab's virtual machines reach VirtualBMC
  hosts: hypervisor-root
  tags: [firewall]
  gather_facts: false
  tasks:
<#include "../bmc-ports.ftl">
