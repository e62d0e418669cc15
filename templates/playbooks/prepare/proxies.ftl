<#assign siteNetwork = lab.siteNetwork>
<#if siteNetwork.httpProxy.isPresent() || siteNetwork.httpsProxy.isPresent()>
  environment:
<#if siteNetwork.httpProxy.isPresent()>
    http_proxy: ${unsafe(siteNetwork.httpProxy.get())}
</#if>
<#if siteNetwork.httpsProxy.isPresent()>
    https_proxy: ${unsafe(siteNetwork.httpsProxy.get())}
</#if>
<#if siteNetwork.noProxy.isPresent()>
    no_proxy: ${unsafe(siteNetwork.noProxy.get())}
</#if>
</#if>
