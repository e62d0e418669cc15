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
<#-- trustPip is of the tasks. -->
<#assign trustOptions = "">
<#if !apt && (trustHttp + trustHttps) != "">
<#assign trustOptions += yum?then("/etc/yum.conf", "/etc/dnf/dnf.conf") + " proxy " + (trustHttp != "")?then(trustHttp, trustHttps) + "\n">
</#if>
<#list trustPip as option, value>
<#assign trustOptions += "/etc/pip.conf " + option + " " + value + "\n">
</#list>
<#if trustOptions != "">
    # Files of others, in which there is no place for a mark.
    - name: Note the options that the lab gives values
      ansible.builtin.copy:
        dest: ${marks}/made/options
        content: ${block(trustOptions, 10)}
        owner: root
        group: root
        mode: "0600"

</#if>
${trustTasks?remove_beginning("\n")}<#rt>
