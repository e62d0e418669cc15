<#-- The first tasks of the play that configures the repositories. -->
<#include "skip-in-check-mode.ftl">
    - name: Check that the virtual machine runs ${guest.system}
      ansible.builtin.assert:
        that:
          - look.system.id in [<#list guest.osRelease.ids as id>'${id}'<#sep>, </#sep></#list>]
          - look.system.version is match('(${guest.osRelease.versions?join("|")?replace(".", "[.]")})([.][0-9.]+)?$')
        fail_msg: >-
          Virtual machine tripleo runs {{ look.system.title }}, but release
          ${release.name} needs ${guest.system}. Set TRIPLEO_IMAGE_URL in configuration/environment to an image of that system.
        quiet: true
