  vars:
    version: "${lab.virtualBmc.version}"
    # pip and Python ignore what the hypervisor configures for them: it could send the packages elsewhere.
    # PIP_CERT makes pip trust the system's certificates, for networks with their own certificate authority.
    pip_environment:
      PIP_CERT: ${apt?then("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")}
      PIP_CONFIG_FILE: /dev/null
      PIP_DISABLE_PIP_VERSION_CHECK: "1"
      PIP_PREFIX: ""
      PIP_TARGET: ""
      PIP_USER: ""
<#if lab.siteNetwork.pypiIndexUrl.isPresent()>
      PIP_INDEX_URL: ${unsafe(lab.siteNetwork.pypiIndexUrl.get())}
</#if>
      PYTHONHOME: ""
      PYTHONPATH: ""
