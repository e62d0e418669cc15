  tasks:
<#include "system.ftl">

    - name: Ask whether the machine is registered
      ansible.builtin.command:
        argv: [subscription-manager, identity]
      register: registration
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Require that the machine is registered
      ansible.builtin.assert:
        that: registration.rc | default(1) == 0
        fail_msg: >-
          The machine tripleo is not registered with Red Hat, so it has no packages of ${release.name}. Register it, once,
          with "sudo subscription-manager register" in "tripleo-lab ssh tripleo-stack", and run this stage again.
        quiet: true

    - name: Ask for the release that the machine stays on
      ansible.builtin.command:
        argv: [subscription-manager, release, --show]
      register: stays_on
      changed_when: false
      check_mode: false

    - name: Stay on release ${repositories.rhelRelease}
      ansible.builtin.command:
        argv: [subscription-manager, release, --set=${repositories.rhelRelease}]
      changed_when: true
      when: stays_on.stdout is not search('(?m)^Release:\s*${repositories.rhelRelease?replace(".", "[.]")}\s*$')

    - name: Ask for the enabled repositories
      ansible.builtin.command:
        argv: [subscription-manager, repos, --list-enabled]
      register: enabled_repositories
      changed_when: false
      check_mode: false

    - name: Enable the repositories of ${release.name} and no others
      ansible.builtin.command:
        argv:
          - subscription-manager
          - repos
          - --disable=*
<#list repositories.ids as id>
          - --enable=${id}
</#list>
      changed_when: true
      when: enabled_repositories.stdout | regex_findall('(?m)^Repo ID:\s*(\S+)') | sort != wanted_repositories | sort
      vars:
        wanted_repositories:
<#list repositories.ids as id>
          - ${id}
</#list>
