# The network files are prepared in ${marks}/network. They are installed after the rollback timer is armed.
- name: Bridge - create ${bridge}<#if hasNic> with port ${nic}</#if>, with automatic rollback
  hosts: hypervisor-root
  tags: [bridge]
  gather_facts: false
  vars:
    is_set_up: "{{ bridge_check.rc | default(1) == 0 }}"
<#if networkd>
    networkd: "{{ look.units['systemd-networkd.service'] }}"
    # The state of systemd-networkd-wait-online before the lab, saved by an interrupted run or found now. Empty if it does not matter.
    wait_online: >-
      {{ look.files['${networkdWait}'].content
         or (networkd.enabled == 'enabled') | ternary('', look.units['systemd-networkd-wait-online.service'].enabled) }}
</#if>
  tasks:
    - name: Prepare the network files, the scripts that check and roll back the bridge, and the unit that marks it
      lab_files:
        files:
<#include "bridge-files-" + platform.networkBackend.word() + ".ftl">
          - path: ${marks}/network/settings
            content: |
              ${managed}
              BACKEND=${platform.networkBackend.word()}
              BRIDGE=${bridge}
              INTERFACE=${nic}
              FOLDER=${networkFolder}
              FILES="${networkFiles?join(" ")}"
              MARK_UNIT=${markUnit}
<#if networkd>
              NETWORKD_SETTINGS=${networkdSettings}
</#if>
          - path: ${marks}/network/check-bridge
            content: "{{ lookup('ansible.builtin.file', 'check-bridge') }}\n"
            mode: "0755"
          - path: ${marks}/network/roll-back
            content: "{{ lookup('ansible.builtin.file', 'roll-back-bridge') }}\n"
            mode: "0755"
          # The mark is the alias of the interface, which the network files cannot set.
          - path: /etc/systemd/system/${markUnit}
            content: |
              ${managed}
              [Unit]
              Description=Mark bridge ${bridge} of lab ${lab.name}
              After=network.target

              [Service]
              Type=oneshot
              RemainAfterExit=yes
              ExecStart=/bin/sh -c 'until ip link set dev ${bridge} alias ${mark}; do sleep 0.2; done'
              TimeoutStartSec=30

              [Install]
              WantedBy=multi-user.target
      register: bridge_files

    - name: Find out whether the bridge is already set up
      ansible.builtin.command:
        argv: [${marks}/network/check-bridge]
      register: bridge_check
      changed_when: false
      failed_when: false
      check_mode: false
      when: "'${bridge}' in look.interfaces"

    - name: Set up the bridge
      when: not is_set_up
      block:
        - name: Stop a rollback timer of an earlier run
          ansible.builtin.command:
            argv: [systemctl, stop, ${bridge}-roll-back.timer]
          changed_when: true
          failed_when: false
          when: look.units['${bridge}-roll-back.timer'].active

        # The timer fires after 120 s: enough to set up the bridge and to try a new connection for 60 s.
        # Its script renames the first file to the second one before it rolls back.
        - name: Arm the rollback timer<#if hasNic>, and save the state of ${nic}</#if>
          ansible.builtin.shell:
            cmd: |
              set -eu
              touch ${marks}/network/armed
              rm -f ${marks}/network/rolled-back
              systemd-run --unit=${bridge}-roll-back --on-active=120 --timer-property=AccuracySec=1s \
                ${marks}/network/roll-back
<#if hasNic>
              # clean restores the interface to this state.
              if [ ! -e ${marks}/made/interface-${nic} ]; then
                flags=$(cat /sys/class/net/${nic}/flags)
                ipv6=/proc/sys/net/ipv6/conf/${nic}
                {
                  if [ $((flags & 1)) = 1 ]; then echo up; else echo down; fi
                  # A kernel without IPv6 has no such files.
                  for key in accept_ra addr_gen_mode autoconf disable_ipv6; do
                    [ ! -e $ipv6/$key ] || echo "$ipv6/$key $(cat $ipv6/$key)"
                  done
                } >${marks}/network/interface-${nic}
                mv ${marks}/network/interface-${nic} ${marks}/made/interface-${nic}
              fi
</#if>
          changed_when: true

<#include "bridge-apply-" + platform.networkBackend.word() + ".ftl">

        - name: Wait until the bridge is set up
          ansible.builtin.command:
            argv: [${marks}/network/check-bridge]
          register: bridge_up
          changed_when: false
          until: bridge_up.rc == 0
          retries: 20
          delay: 1

    # Before ansible-core 2.19, reset_connection does not evaluate templates in variables: it would look for another connection.
    - name: Evaluate the variables of the ssh connection
      ansible.builtin.set_fact:
        ansible_control_path_dir: "{{ ansible_control_path_dir }}"
        ansible_ssh_common_args: "{{ ansible_ssh_common_args }}"

    # Makes the next task open a new connection.
    - name: Close the ssh connection
      ansible.builtin.meta: reset_connection

    # An interrupted run may have left the timer armed.
    - name: Keep the bridge
      when: not is_set_up or look.units['${bridge}-roll-back.timer'].active
      block:
        # If the hypervisor does not accept one, the play ends and the timer rolls back the bridge.
        - name: Check that the hypervisor accepts a new ssh connection
          ansible.builtin.wait_for_connection:
            timeout: 60

        # rm fails if the timer has fired, even in this moment: the next check tells it.
        - name: Disarm the rollback timer
          ansible.builtin.shell:
            cmd: |
              rm ${marks}/network/armed
              systemctl stop ${bridge}-roll-back.timer
          changed_when: true
          failed_when: false

        - name: Check that the bridge is set up
          ansible.builtin.command:
            argv: [${marks}/network/check-bridge]
          changed_when: false

    - name: Enable and start the unit that marks the bridge
      ansible.builtin.systemd_service:
        name: ${markUnit}
        daemon_reload: true
        enabled: true
        state: restarted
      changed_when: true
      when:
        - >-
          not is_set_up or '/etc/systemd/system/${markUnit}' in bridge_files.written
          or look.interfaces['${bridge}'].alias != '${mark}' or look.units['${markUnit}'].enabled != 'enabled'
        - look.units['${markUnit}'].exists or not ansible_check_mode
