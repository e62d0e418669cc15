<#--
  Tasks that configure a host for a closed network: certificates, proxies, Python package index.
  Input: trustApt and trustYum tell its package manager, trustUnproxied lists hosts that are never reached through a proxy.
  The play includes trust-head.ftl.
-->
<#assign
  trustBundle = lab.siteNetwork.caBundle
  trustHttp = lab.siteNetwork.httpProxy.orElse("")
  trustHttps = lab.siteNetwork.httpsProxy.orElse("")
  trustNo = (lab.siteNetwork.noProxy.isPresent()?then([lab.siteNetwork.noProxy.orElse("")], []) + trustUnproxied)?join(",")
  trustIndex = lab.siteNetwork.pypiIndexUrl.orElse("")
  trustStore = trustApt?then("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")
>
<#-- Some programs read the lower-case variables, others the upper-case ones. -->
<#assign trustEnvironment = "">
<#list {"http_proxy": trustHttp, "https_proxy": trustHttps, "no_proxy": trustNo} as name, value>
<#if value != "">
<#assign trustEnvironment += name + "=" + value + "\n" + name?upper_case + "=" + value + "\n">
</#if>
</#list>
<#assign trustAptProxies = "// Managed by tripleo-lab, lab " + lab.name + "\n">
<#list {"http": trustHttp, "https": trustHttps} as scheme, proxy>
<#if proxy != "">
<#assign trustAptProxies += "Acquire::" + scheme + "::Proxy \"" + proxy + "\";\n">
</#if>
</#list>
<#assign trustPip = {}>
<#if trustIndex != "">
<#assign trustPip += {"index-url": trustIndex}>
</#if>
<#if trustBundle.isPresent()>
<#assign trustPip += {"cert": trustStore}>
</#if>
<#if trustBundle.isPresent()>

    - name: Install the certificates of CA_BUNDLE
      ansible.builtin.copy:
        src: "<#if !trustBundle.get()?starts_with("/")>{{ playbook_dir }}/../</#if>{{ ca_bundle }}"
        dest: ${trustApt?then("/usr/local/share/ca-certificates/", "/etc/pki/ca-trust/source/anchors/")}tripleo-lab-${lab.name}.crt
        owner: root
        group: root
        mode: "0644"
      notify: Update the trusted certificates

    - name: Update the trusted certificates before the first download
      ansible.builtin.meta: flush_handlers
</#if>
<#if (trustHttp + trustHttps) != "">

    # PAM reads this file at each login, also for a command over ssh.
    - name: Set the proxies for all users
      ansible.builtin.blockinfile:
        path: /etc/environment
        marker: "# {mark} proxies of tripleo-lab, lab ${lab.name}"
        block: ${block(trustEnvironment, 10)}
        create: true
        owner: root
        group: root
        mode: "0644"
<#if trustApt>

    # apt also honours no_proxy from its environment.
    - name: Set the proxies of the package manager
      ansible.builtin.copy:
        dest: /etc/apt/apt.conf.d/95tripleo-lab-proxies
        content: ${block(trustAptProxies, 10)}
        owner: root
        group: root
        mode: "0644"
<#else>

    # The package manager has a single proxy for http and https. It also honours no_proxy from its environment.
    - name: Set the proxy of the package manager
      community.general.ini_file:
        path: ${trustYum?then("/etc/yum.conf", "/etc/dnf/dnf.conf")}
        section: main
        option: proxy
        value: ${unsafe((trustHttp != "")?then(trustHttp, trustHttps))}
        no_extra_spaces: true
        owner: root
        group: root
        mode: "0644"
</#if>
</#if>
<#list trustPip as option, value>

    - name: Set ${option} of pip
      community.general.ini_file:
        path: /etc/pip.conf
        section: global
        option: ${option}
        value: ${unsafe(value)}
        owner: root
        group: root
        mode: "0644"
</#list>
