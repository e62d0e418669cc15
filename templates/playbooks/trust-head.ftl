<#-- The vars and handlers of a play that includes trust-tasks.ftl. -->
<#if lab.siteNetwork.caBundle.isPresent()>
  vars:
    ca_bundle: ${unsafe(lab.siteNetwork.caBundle.get())}
  handlers:
    - name: Update the trusted certificates
      ansible.builtin.command:
        argv: [${trustApt?then("update-ca-certificates", "update-ca-trust")}]
      changed_when: true
</#if>
