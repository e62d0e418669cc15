<#-- The head of a play with trust-tasks.ftl. -->
<#if lab.siteNetwork.caBundle.isPresent()>
  vars:
    ca_bundle: ${unsafe(lab.siteNetwork.caBundle.get())}
  handlers:
    - name: Bring the trusted certificates up to date
      ansible.builtin.command:
        argv: [${trustApt?then("update-ca-certificates", "update-ca-trust")}]
      changed_when: true
</#if>
