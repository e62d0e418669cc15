<#include "skip-in-check-mode.ftl">
    - name: Read /etc/os-release of the virtual machine
      ansible.builtin.slurp:
        src: /etc/os-release
      register: guest_os_release

    - name: Check that the virtual machine runs ${guest.system}
      ansible.builtin.assert:
        that:
          - guest_os_release.content | b64decode is search('(?m)^ID="?(${guest.osRelease.ids?join("|")})"?$')
          - guest_os_release.content | b64decode is search('(?m)^VERSION_ID="?(${guest.osRelease.versions?join("|")?replace(".", "[.]")})([.][0-9.]+)?"?$')
        fail_msg: >-
          Virtual machine tripleo runs {{ guest_os_release.content | b64decode | regex_findall('(?m)^PRETTY_NAME="?([^"]*)') | join }}, but release
          ${release.name} needs ${guest.system}. Set TRIPLEO_IMAGE_URL in configuration/environment to an image of that system.
        quiet: true
