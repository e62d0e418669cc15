<#-- Variables and macros of the plays that run in virtual machine tripleo. -->
<#assign
  release = lab.release
  repositories = release.repositories
  guest = release.machine
  guestApt = guest.packageManager.word() == "apt"
  guestYum = guest.packageManager.word() == "yum"
  guestManaged = "# Managed by tripleo-lab, lab " + lab.name
>
<#-- The module call of a task that installs the packages in a variable, and its condition: the look at the virtual machine lacks some. -->
<#macro installInGuest packages downgrade=false>
<#if guestApt>
      ansible.builtin.apt:
<#elseif guestYum>
      ansible.builtin.package:
<#else>
      ansible.builtin.dnf:
</#if>
        name: "{{ ${packages} }}"
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
      when: look.packages.missing | intersect(${packages}) | length > 0
</#macro>
<#-- A variable with a list of packages. -->
<#macro packageList name packages>
    ${name}:
<#list packages as package>
      - ${yaml(package)}
</#list>
</#macro>
