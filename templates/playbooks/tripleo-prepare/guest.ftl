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
<#-- Tasks that install packages; `what` names them, and the fact of what there is of them. -->
<#macro ensureInGuest what packages>
<#if guestApt>
    # apt asks the network even when there is nothing to install.
    - name: Look for ${what}
      ansible.builtin.command:
        argv: [dpkg-query, --show, "--showformat=${r"${db:Status-Status} "}", ${packages?join(", ")}]
      register: packages_of_${what?replace("[^a-z]", "_", "r")}
      changed_when: false
      failed_when: false
      check_mode: false

</#if>
    - name: Install ${what}
<@installInGuest packages=packages/>
<#if guestApt>
      when: packages_of_${what?replace("[^a-z]", "_", "r")}.stdout is not match('(installed ){${packages?size}}$')
</#if>
</#macro>
