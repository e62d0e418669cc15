<#-- Only for closed networks: see `closed` in variables.ftl. -->
<#assign trustApt = apt trustYum = yum trustUnproxied = []>
- name: Trust - configure certificates, proxies and the Python package index on the hypervisor
  hosts: hypervisor-root
  tags: [trust]
  gather_facts: false
<#include "../trust-head.ftl">
  tasks:
<#assign trustTasks><#include "../trust-tasks.ftl"></#assign>
<#-- trustPip is assigned in trust-tasks.ftl. -->
<#assign trustOptions = "">
<#if !apt && (trustHttp + trustHttps) != "">
<#assign trustOptions += yum?then("/etc/yum.conf", "/etc/dnf/dnf.conf") + " proxy " + (trustHttp != "")?then(trustHttp, trustHttps) + "\n">
</#if>
<#list trustPip as option, value>
<#assign trustOptions += "/etc/pip.conf " + option + " " + value + "\n">
</#list>
<#if trustOptions != "">
    # These files belong to packages and have no place for a mark.
    - name: Record the options that the lab sets
      lab_files:
        files:
          - path: ${marks}/made/options
            content: ${block(trustOptions, 14)}
            mode: "0600"
      no_log: true # an index or proxy may have a password

</#if>
${trustTasks?remove_beginning("\n")}<#rt>
