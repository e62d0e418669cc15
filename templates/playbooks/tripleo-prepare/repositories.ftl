<#assign repositoryKind = repositories.kind()
  ofTripleoRepos = repositoryKind == "tripleo-repos"
  moduleFiles = repositories.modules()?map(it -> "/etc/dnf/modules.d/" + it?keep_before(":") + ".module")>
# The first play in the virtual machine that can count on its network.
- name: Repositories - look at the virtual machine
  hosts: tripleo-stack
  become: true
  tags: [repositories, client, ceph]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
<#include "skip-in-check-mode.ftl">
    - name: Look at the virtual machine
      lab_host_info:
<#if ofTripleoRepos || moduleFiles?has_content>
        contents:
<#if ofTripleoRepos>
          - /etc/yum.repos.d/*.repo
          - /etc/yum.repos.d/tripleo-lab.call
</#if>
<#list moduleFiles as file>
          - ${file}
</#list>
</#if>
<#if ofTripleoRepos>
        files: [/usr/bin/tripleo-repos]
</#if>
        packages:
<#list {"pinned": repositories.pinnedPackages(), "client": release.clientPackages, "ceph": release.ceph.packages} as list, packages>
<#if packages?has_content>
          ${list}:
<#list packages as package>
            - ${yaml(package)}
</#list>
</#if>
</#list>
<#if repositoryKind == "subscription">
        programs:
          registration: [subscription-manager, identity]
          rhel_minor: [subscription-manager, release, --show]
          repositories: [subscription-manager, repos, --list-enabled]
</#if>
      register: look

- name: Repositories - configure the package repositories
  hosts: tripleo-stack
  become: true
  tags: [repositories]
  gather_facts: false
<#include "../prepare/proxies.ftl">
<#include "repositories-" + repositoryKind + ".ftl">
<#list repositories.modules() as module>
<#assign moduleName = module?keep_before(":") moduleStream = module?keep_after(":")>

    # dnf switches to another stream only after a reset.
    - name: Enable stream ${moduleStream} of module ${moduleName}
      ansible.builtin.command:
        argv: [dnf, --assumeyes, module, "{{ item.0 }}", "{{ item.1 }}"]
      loop:
        - [reset, ${moduleName}]
        - [enable, ${yaml(module)}]
      changed_when: true
      when: >-
        <#if ofTripleoRepos>recreate_repositories
        or </#if>enabled is not search('(?m)^stream=${moduleStream?replace(".", "[.]")}$')
        or enabled is not search('(?m)^state=enabled$')
      vars:
        enabled: "{{ look.files['${moduleFiles[module?index]}'].content }}"
</#list>
<#list repositories.exclusions() as exclusion>

    - name: Exclude ${exclusion.packages?join(", ")} from repository ${exclusion.repository}
      community.general.ini_file:
        path: /etc/yum.repos.d/${exclusion.file}
        section: ${exclusion.repository}
        option: exclude
        value: ${yaml(exclusion.packages?join(" "))}
        no_extra_spaces: true
        create: false
        owner: root
        group: root
        mode: "0644"
</#list>
