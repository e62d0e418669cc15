<#include "looking.ftl">
    - name: Read what the system of the machine says of itself
      ansible.builtin.slurp:
        src: /etc/os-release
      register: guest_os_release

    - name: Require ${guest.system}
      ansible.builtin.assert:
        that:
          - guest_os_release.content | b64decode is search('(?m)^ID="?(${guest.osRelease.ids?join("|")})"?$')
          - guest_os_release.content | b64decode is search('(?m)^VERSION_ID="?(${guest.osRelease.versions?join("|")?replace(".", "[.]")})([.][0-9.]+)?"?$')
        fail_msg: >-
          The machine tripleo runs {{ guest_os_release.content | b64decode | regex_findall('(?m)^PRETTY_NAME="?([^"]*)') | join }}, but release
          ${release.name} needs ${guest.system}. Give TRIPLEO_IMAGE_URL in configuration/environment an image of that.
        quiet: true
