<#-- Only for closed networks: see `closed` in names.ftl. -->
<#assign trustApt = apt trustYum = yum trustUnproxied = []>
- name: Trust - give the hypervisor the network's certificates, proxies and indexes
  hosts: hypervisor-root
  tags: [trust]
  gather_facts: false
<#include "../trust-head.ftl">
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

<#assign trustTasks><#include "../trust-tasks.ftl"></#assign>
${trustTasks?remove_beginning("\n")}<#rt>
