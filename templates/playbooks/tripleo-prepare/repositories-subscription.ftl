  tasks:
<#include "check-system.ftl">

    - name: Check that the virtual machine is registered with Red Hat
      ansible.builtin.assert:
        that: look.programs.registration.rc == 0
        fail_msg: >-
          Virtual machine tripleo is not registered with Red Hat and cannot install packages of ${release.name}. Log in with
          "tripleo-lab ssh tripleo-stack", register it once with "sudo subscription-manager register", and run this stage again.
        quiet: true

    - name: Set the RHEL release to ${repositories.rhelRelease}
      ansible.builtin.command:
        argv: [subscription-manager, release, --set=${repositories.rhelRelease}]
      changed_when: true
      when: look.programs.rhel_minor.stdout is not search('(?m)^Release:\s*${repositories.rhelRelease?replace(".", "[.]")}\s*$')

    - name: Enable only the repositories of ${release.name}
      ansible.builtin.command:
        argv:
          - subscription-manager
          - repos
          - --disable=*
<#list repositories.ids as id>
          - --enable=${id}
</#list>
      changed_when: true
      when: look.programs.repositories.stdout | regex_findall('(?m)^Repo ID:\s*(\S+)') | sort != wanted_repositories | sort
      vars:
        wanted_repositories:
<#list repositories.ids as id>
          - ${id}
</#list>
