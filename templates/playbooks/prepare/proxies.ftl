<#assign surroundings = lab.surroundings>
<#if surroundings.httpProxy.isPresent() || surroundings.httpsProxy.isPresent()>
  environment:
<#if surroundings.httpProxy.isPresent()>
    http_proxy: ${unsafe(surroundings.httpProxy.get())}
</#if>
<#if surroundings.httpsProxy.isPresent()>
    https_proxy: ${unsafe(surroundings.httpsProxy.get())}
</#if>
<#if surroundings.noProxy.isPresent()>
    no_proxy: ${unsafe(surroundings.noProxy.get())}
</#if>
</#if>
