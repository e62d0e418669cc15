- name: Client - install the TripleO client
  hosts: tripleo-stack
  become: true
  tags: [client]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
<#include "skip-in-check-mode.ftl">
<#if repositories.pinnedPackages()?size gt 0>
    # First, because packages that depend on them would install newer versions.
    - name: Install packages in pinned versions
<@installInGuest packages=repositories.pinnedPackages() downgrade=!guestYum/>

</#if>
<#if release.simulated>
<@ensureInGuest what="dependencies of the simulated client" packages=release.clientPackages/>

    - name: Install the simulated client
      ansible.builtin.copy:
        src: simulated/openstack
        dest: /usr/local/bin/openstack
        owner: root
        group: root
        mode: "0755"
<#else>
    - name: Install the TripleO client
<@installInGuest packages=release.clientPackages/>
</#if>

    - name: Allow stack to use sudo without a password
      ansible.builtin.copy:
        dest: /etc/sudoers.d/stack
        content: |
          ${guestManaged}
          stack ALL=(root) NOPASSWD: ALL
<#if proxied>
          Defaults:stack env_keep += "http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY"
</#if>
        owner: root
        group: root
        mode: "0440"
        validate: /usr/sbin/visudo -cf %s

    # By default, tables of the openstack command are as wide as their longest values, wider than any terminal.
    - name: Fit tables of the openstack command to the terminal
      ansible.builtin.copy:
        dest: /etc/profile.d/tripleo-lab.sh
        content: |
          ${guestManaged}
          case $- in
            *i*)
              tripleo_lab_width() {
                set -- $(stty size 2>/dev/null)
                if [ "${r"${2:-0}"}" -gt 0 ]; then
                  export CLIFF_MAX_TERM_WIDTH="$2"
                fi
              }
              tripleo_lab_width
              # Runs when the terminal is resized.
              trap tripleo_lab_width WINCH
              ;;
          esac
        owner: root
        group: root
        mode: "0644"

    # At each boot cloud-init would overwrite the network configuration that os-net-config writes for the undercloud.
    - name: Disable network configuration by cloud-init
      ansible.builtin.copy:
        dest: /etc/cloud/cloud.cfg.d/99-tripleo-lab-network.cfg
        content: |
          ${guestManaged}
          network: {config: disabled}
        owner: root
        group: root
        mode: "0644"
