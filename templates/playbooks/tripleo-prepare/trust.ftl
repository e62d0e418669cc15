<#-- Only for closed networks: see `closed` in ../prepare/variables.ftl. -->
<#-- The services of the undercloud run in the virtual machine itself: never through a proxy. -->
<#assign trustApt = guestApt trustYum = guestYum
  trustUnproxied = ["localhost", "127.0.0.1"] + lab.undercloud.conf.hosts()>
- name: Trust - configure certificates, proxies and the Python package index in the virtual machine
  hosts: tripleo-stack
  become: true
  tags: [trust]
  gather_facts: false
<#include "../trust-head.ftl">
  tasks:
<#include "skip-in-check-mode.ftl">
<#assign trustTasks><#include "../trust-tasks.ftl"></#assign>
${trustTasks?remove_beginning("\n")}<#rt>
<#if proxied && repositories.kind() == "subscription">
<#assign rhsmProxy = siteNetwork.httpsProxy.orElse(siteNetwork.httpProxy.orElse(""))>
<#assign rhsmHost = rhsmProxy?keep_after("//")?keep_before("/")>

    # subscription-manager and the Red Hat repositories use this proxy.
<#list {"proxy_scheme": rhsmProxy?keep_before(":"),
        "proxy_hostname": rhsmHost?replace(":[0-9]+$", "", "r"),
        "proxy_port": rhsmHost?matches(".*:[0-9]+")?then(rhsmHost?keep_after_last(":"), "80")} as option, value>
    - name: Set ${option} of subscription-manager
      community.general.ini_file:
        path: /etc/rhsm/rhsm.conf
        section: server
        option: ${option}
        value: ${unsafe(value)}
        owner: root
        group: root
        mode: "0644"
<#sep>

</#sep>
</#list>
</#if>
