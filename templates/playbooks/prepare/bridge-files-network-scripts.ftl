          # Spanning tree and forward delay would block a port for 30 s after each start, which breaks network boot.
          # The hypervisor itself has no address on this network. NetworkManager of this platform does not handle bridges well.
          - path: ${marks}/network/ifcfg-${bridge}
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
<#if hasNic>
          - path: ${marks}/network/ifcfg-${nic}
            content: |
              ${managed}
              DEVICE=${nic}
              TYPE=Ethernet
              ONBOOT=yes
              BOOTPROTO=none
              BRIDGE=${bridge}
              IPV6INIT=no
              NM_CONTROLLED=no
</#if>
