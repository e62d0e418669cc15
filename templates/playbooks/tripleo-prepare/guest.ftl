<#-- Short names for what the plays in the machine `tripleo` use. -->
<#assign
  release = lab.release
  repositories = release.repositories
  guest = release.machine
  guestApt = guest.packageManager.word() == "apt"
  guestYum = guest.packageManager.word() == "yum"
  guestManaged = "# Managed by tripleo-lab, lab " + lab.name
>
<#-- The lines of a task that installs packages. -->
<#macro installInGuest packages downgrade=false>
<#if guestApt>
      ansible.builtin.apt:
<#elseif guestYum>
      ansible.builtin.package:
<#else>
      ansible.builtin.dnf:
</#if>
        name:
<#list packages as package>
          - ${yaml(package)}
</#list>
        state: present
<#if guestYum>
        use: yum
</#if>
<#if guestApt>
        install_recommends: false
        update_cache: true
</#if>
<#if downgrade>
        allow_downgrade: true
</#if>
</#macro>
