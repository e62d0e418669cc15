  tasks:
<#include "check-system.ftl">

    - name: Find out whether the virtual machine is registered with Red Hat
      ansible.builtin.command:
        argv: [subscription-manager, identity]
      register: registration
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Check that the virtual machine is registered with Red Hat
      ansible.builtin.assert:
        that: registration.rc | default(1) == 0
        fail_msg: >-
          Virtual machine tripleo is not registered with Red Hat and cannot install packages of ${release.name}. Log in with
          "tripleo-lab ssh tripleo-stack", register it once with "sudo subscription-manager register", and run this stage again.
        quiet: true

    - name: Read the RHEL release that the virtual machine is set to
      ansible.builtin.command:
        argv: [subscription-manager, release, --show]
      register: rhel_version
      changed_when: false
      check_mode: false

    - name: Set the RHEL release to ${repositories.rhelRelease}
      ansible.builtin.command:
        argv: [subscription-manager, release, --set=${repositories.rhelRelease}]
      changed_when: true
      when: rhel_version.stdout is not search('(?m)^Release:\s*${repositories.rhelRelease?replace(".", "[.]")}\s*$')

    - name: Find the enabled repositories
      ansible.builtin.command:
        argv: [subscription-manager, repos, --list-enabled]
      register: enabled_repositories
      changed_when: false
      check_mode: false

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
      when: enabled_repositories.stdout | regex_findall('(?m)^Repo ID:\s*(\S+)') | sort != wanted_repositories | sort
      vars:
        wanted_repositories:
<#list repositories.ids as id>
          - ${id}
</#list>
