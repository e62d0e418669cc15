- name: Client - install the TripleO client
  hosts: tripleo-stack
  become: true
  tags: [client]
  gather_facts: false
<#include "../prepare/proxies.ftl">
  tasks:
<#include "skip-in-check-mode.ftl">
<#if repositories.pinnedPackages()?size gt 0>
    # First, because packages that depend on them would install newer versions. All at once, so that none of them replaces another.
    - name: Install packages in pinned versions
<@installInGuest list="pinned" whole=true downgrade=!guestYum/>

</#if>
    - name: Install <#if release.simulated>dependencies of the simulated client<#else>the TripleO client</#if>
<@installInGuest list="client"/>

    - name: <#if release.simulated>Install the simulated client, and configure<#else>Configure</#if> sudo, the openstack command and cloud-init
      lab_files:
        files:
<#if release.simulated>
          - path: /usr/local/bin/openstack
            content: "{{ lookup('ansible.builtin.file', 'simulated/openstack', rstrip=false) }}"
            mode: "0755"
          - path: /usr/local/lib/tripleo-lab
<#list ["client.py", "baremetal.py", "overcloud_node.py"] as module>
          - path: /usr/local/lib/tripleo-lab/${module}
            content: "{{ lookup('ansible.builtin.file', 'simulated/${module}', rstrip=false) }}"
</#list>
          - path: /usr/local/lib/tripleo-lab/undercloud-ironic
            content: "{{ lookup('ansible.builtin.file', 'simulated/undercloud-ironic', rstrip=false) }}"
            mode: "0755"
</#if>
          - path: /etc/sudoers.d/stack
            content: |
              ${guestManaged}
              stack ALL=(root) NOPASSWD: ALL
<#if proxied>
              Defaults:stack env_keep += "http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY"
</#if>
            mode: "0440"
            validate: [/usr/sbin/visudo, -cf, "%s"]
          # By default, tables of the openstack command are as wide as their longest values, wider than any terminal.
          - path: /etc/profile.d/tripleo-lab.sh
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
          # At each boot cloud-init would overwrite the network configuration that os-net-config writes for the undercloud.
          - path: /etc/cloud/cloud.cfg.d/99-tripleo-lab-network.cfg
            content: |
              ${guestManaged}
              network: {config: disabled}
