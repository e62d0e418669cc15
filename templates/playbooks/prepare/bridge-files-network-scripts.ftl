    # No spanning tree and no forward delay: a port that stays dead for 30 s after each start breaks booting by network.
    # The hypervisor itself has no address on the control plane. NetworkManager does not handle bridges well here.
    - name: Lay down the definition of bridge ${bridge}
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

    - name: Lay down the configuration of its port ${nic}
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
