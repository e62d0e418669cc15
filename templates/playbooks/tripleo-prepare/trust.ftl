<#-- Only for closed networks: see `closed` in guest.ftl. -->
<#-- The undercloud's services are the machine's own. -->
<#assign trustApt = guestApt trustYum = guestYum
  trustUnproxied = ["localhost", "127.0.0.1"] + lab.undercloud.conf.hosts()>
- name: Trust - give the machine the network's certificates, proxies and indexes
  hosts: tripleo-stack
  become: true
  tags: [trust]
  gather_facts: false
<#include "../trust-head.ftl">
  tasks:
<#include "looking.ftl">
<#assign trustTasks><#include "../trust-tasks.ftl"></#assign>
${trustTasks?remove_beginning("\n")}<#rt>
<#if proxied && repositories.kind() == "subscription">
<#assign rhsmProxy = siteNetwork.httpsProxy.orElse(siteNetwork.httpProxy.orElse(""))>
<#assign rhsmHost = rhsmProxy?keep_after("//")?keep_before("/")>

    # The machine is registered through it, and its packages come through it.
<#list {"proxy_scheme": rhsmProxy?keep_before(":"),
        "proxy_hostname": rhsmHost?replace(":[0-9]+$", "", "r"),
        "proxy_port": rhsmHost?matches(".*:[0-9]+")?then(rhsmHost?keep_after_last(":"), "80")} as option, value>
    - name: Write ${option} of the subscription manager
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
