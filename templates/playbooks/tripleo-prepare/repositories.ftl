- name: Repositories - configure the package repositories
  hosts: tripleo-stack
  become: true
  tags: [repositories]
  gather_facts: false
<#include "../prepare/proxies.ftl">
<#include "repositories-" + repositories.kind() + ".ftl">
<#list repositories.modules() as module>
<#assign moduleName = module?keep_before(":") moduleStream = module?keep_after(":")>

    - name: Read the enabled stream of module ${moduleName}
      ansible.builtin.command:
        argv: [cat, /etc/dnf/modules.d/${moduleName}.module]
      register: module_${module?index}
      changed_when: false
      failed_when: false
      check_mode: false

    # dnf switches to another stream only after a reset.
    - name: Enable stream ${moduleStream} of module ${moduleName}
      ansible.builtin.command:
        argv: [dnf, --assumeyes, module, "{{ item.0 }}", "{{ item.1 }}"]
      loop:
        - [reset, ${moduleName}]
        - [enable, ${yaml(module)}]
      changed_when: true
      when: >-
        module_${module?index}.stdout is not search('(?m)^stream=${moduleStream?replace(".", "[.]")}$')
        or module_${module?index}.stdout is not search('(?m)^state=enabled$')
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
