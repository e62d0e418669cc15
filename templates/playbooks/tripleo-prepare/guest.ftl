<#-- Variables and macros of the plays that run in virtual machine tripleo. -->
<#assign
  release = lab.release
  repositories = release.repositories
  guest = release.machine
  guestApt = guest.packageManager.word() == "apt"
  guestYum = guest.packageManager.word() == "yum"
  guestManaged = "# Managed by tripleo-lab, lab " + lab.name
>
<#-- The module call of a task that installs what the look at the virtual machine misses of a list, and its condition; whole: the list at once. -->
<#macro installInGuest list whole=false downgrade=false>
<#if guestApt>
      ansible.builtin.apt:
<#elseif guestYum>
      ansible.builtin.package:
<#else>
      ansible.builtin.dnf:
</#if>
        name: "{{ look.packages.${list}.missing<#if whole> + look.packages.${list}.installed</#if> }}"
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
      when: look.packages.${list}.missing | length > 0
</#macro>
