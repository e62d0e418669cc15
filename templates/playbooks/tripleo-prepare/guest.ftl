<#-- Variables and macros of the plays that run in virtual machine tripleo. -->
<#assign
  release = lab.release
  repositories = release.repositories
  guest = release.machine
  guestApt = guest.packageManager.word() == "apt"
  guestYum = guest.packageManager.word() == "yum"
  guestManaged = "# Managed by tripleo-lab, lab " + lab.name
>
<#-- The module call of a task that installs packages. -->
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
<#-- Tasks that install packages; `what` is their name in task names and in the registered variable. -->
<#macro ensureInGuest what packages>
<#if guestApt>
    # Updating apt's cache needs the network, even when all packages are installed.
    - name: Find ${what}
      ansible.builtin.command:
        argv: [dpkg-query, --show, "--showformat=${r"${db:Status-Status} "}", ${packages?join(", ")}]
      register: installed_${what?replace("[^a-z]", "_", "r")}
      changed_when: false
      failed_when: false
      check_mode: false

</#if>
    - name: Install ${what}
<@installInGuest packages=packages/>
<#if guestApt>
      when: installed_${what?replace("[^a-z]", "_", "r")}.stdout is not match('(installed ){${packages?size}}$')
</#if>
</#macro>
