- name: Client - install what deploys TripleO
  hosts: tripleo-stack
  become: true
  tags: [client]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
<#include "looking.ftl">
<#if repositories.pinnedPackages()?size gt 0>
    # Before whatever needs them takes newer ones.
    - name: Install packages in the versions that work
<@installInGuest packages=repositories.pinnedPackages() downgrade=!guestYum/>

</#if>
<#if release.simulated>
<@ensureInGuest what="what the stand-in needs" packages=release.clientPackages/>

    - name: Install the stand-in for the client
      ansible.builtin.copy:
        src: simulated/openstack
        dest: /usr/local/bin/openstack
        owner: root
        group: root
        mode: "0755"
<#else>
    - name: Install the client
<@installInGuest packages=release.clientPackages/>
</#if>

    - name: Let stack act as root without a password
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

    # Tables of the command openstack are as wide as their longest values otherwise, which no terminal can show.
    - name: Let tables of the command openstack fit the terminal
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
              # The window changes its size.
              trap tripleo_lab_width WINCH
              ;;
          esac
        owner: root
        group: root
        mode: "0644"

    # At each boot cloud-init would write its own settings over those that os-net-config makes for the undercloud.
    - name: Keep cloud-init from the network's settings
      ansible.builtin.copy:
        dest: /etc/cloud/cloud.cfg.d/99-tripleo-lab-network.cfg
        content: |
          ${guestManaged}
          network: {config: disabled}
        owner: root
        group: root
        mode: "0644"
