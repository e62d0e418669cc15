    # Spanning tree and forward delay would block a port for 30 s after each start, which breaks network boot.
    # The hypervisor itself has no address on this network. NetworkManager of this platform does not handle bridges well.
    - name: Prepare the definition of bridge ${bridge}
      ansible.builtin.copy:
        dest: ${marks}/network/ifcfg-${bridge}
        content: |
          ${managed}
          DEVICE=${bridge}
          TYPE=Bridge
          ONBOOT=yes
          BOOTPROTO=none
          STP=off
          DELAY=0
          IPV6INIT=no
          NM_CONTROLLED=no
        owner: root
        group: root
        mode: "0644"
<#if hasNic>

    - name: Prepare the configuration of bridge port ${nic}
      ansible.builtin.copy:
        dest: ${marks}/network/ifcfg-${nic}
        content: |
          ${managed}
          DEVICE=${nic}
          TYPE=Ethernet
          ONBOOT=yes
          BOOTPROTO=none
          BRIDGE=${bridge}
          IPV6INIT=no
          NM_CONTROLLED=no
        owner: root
        group: root
        mode: "0644"
</#if>
