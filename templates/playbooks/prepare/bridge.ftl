- name: Bridge - make ${bridge}<#if hasNic> and join ${nic} to it</#if>, with automatic rollback
  hosts: hypervisor-root
  tags: [bridge]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see on a bare machine
      ansible.builtin.meta: end_host
      when: too_bare_to_check

<#include "bridge-files-" + platform.networkBackend.word() + ".ftl">

    - name: Write the settings of the two programs
      ansible.builtin.copy:
        dest: ${marks}/network/settings
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
        owner: root
        group: root
        mode: "0644"

    - name: Install the program that checks the bridge
      ansible.builtin.copy:
        src: bridge-in-force
        dest: ${marks}/network/in-force
        owner: root
        group: root
        mode: "0755"

    - name: Install the program that rolls the bridge back
      ansible.builtin.copy:
        src: bridge-roll-back
        dest: ${marks}/network/roll-back
        owner: root
        group: root
        mode: "0755"

    - name: Find out whether the bridge is in force already
      ansible.builtin.command:
        argv: [${marks}/network/in-force]
      register: bridge_in_force
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Put the bridge in force
      when:
        - bridge_in_force.rc != 0
        - not ansible_check_mode
      block:
        # One that an earlier try left armed.
        - name: Stop an older timer
          ansible.builtin.command:
            argv: [systemctl, stop, ${bridge}-roll-back.timer]
          changed_when: false
          failed_when: false

        # 120 s leave time for the 60 s in which a new connection is tried below.
        - name: Arm the rollback
          ansible.builtin.command:
            argv:
              - systemd-run
              - --unit=${bridge}-roll-back
              - --on-active=120
              - --timer-property=AccuracySec=1s
              - ${marks}/network/roll-back
          changed_when: true

<#if hasNic>
        # For the day on which the interface is given back.
        - name: Keep what ${nic} was
          ansible.builtin.shell:
            cmd: |
              set -eu
              flags=$(cat /sys/class/net/${nic}/flags)
              ipv6=/proc/sys/net/ipv6/conf/${nic}
              {
                if [ $((flags & 1)) = 1 ]; then echo up; else echo down; fi
                # A kernel without IPv6 has none of these.
                for key in accept_ra addr_gen_mode autoconf disable_ipv6; do
                  [ ! -e $ipv6/$key ] || echo "$ipv6/$key $(cat $ipv6/$key)"
                done
              } >${marks}/network/interface-${nic}
              mv ${marks}/network/interface-${nic} ${marks}/made/interface-${nic}
            creates: ${marks}/made/interface-${nic}

</#if>
<#include "bridge-apply-" + platform.networkBackend.word() + ".ftl">

        - name: Wait for the bridge
          ansible.builtin.command:
            argv: [${marks}/network/in-force]
          register: bridge_up
          changed_when: false
          until: bridge_up.rc == 0
          retries: 20
          delay: 1

    - name: Drop the open connection, so that the next step has to make a new one
      ansible.builtin.meta: reset_connection

    - name: Prove that the hypervisor answers a new connection, or else let the timer roll the bridge back
      ansible.builtin.wait_for_connection:
        timeout: 60

    # Where such a unit has its file depends on the version of systemd.
    - name: Look for the armed rollback
      ansible.builtin.command:
        argv: [systemctl, is-active, ${bridge}-roll-back.timer]
      register: armed_rollback
      changed_when: false
      failed_when: false
      check_mode: false

    - name: Disarm the rollback
      ansible.builtin.systemd_service:
        name: ${bridge}-roll-back.timer
        state: stopped
      when: armed_rollback.rc == 0

    # It is not when the timer was faster than the new connection: the bridge is gone then, and this may be run again.
    - name: Require the bridge in force
      ansible.builtin.command:
        argv: [${marks}/network/in-force]
      changed_when: false

    # The files that make a bridge have no place for a mark on the interface itself.
    - name: Write the unit that marks the bridge as the lab's
      ansible.builtin.copy:
        dest: /etc/systemd/system/${markUnit}
        content: |
          ${managed}
          [Unit]
          Description=Mark bridge ${bridge} as one of lab ${lab.name}
          After=network.target

          [Service]
          Type=oneshot
          RemainAfterExit=yes
          ExecStart=/bin/sh -c 'until ip link set dev ${bridge} alias ${mark}; do sleep 0.2; done'
          TimeoutStartSec=30

          [Install]
          WantedBy=multi-user.target
        owner: root
        group: root
        mode: "0644"

    - name: Mark the bridge, now and at boot
      ansible.builtin.systemd_service:
        name: ${markUnit}
        daemon_reload: true
        enabled: true
        state: started
