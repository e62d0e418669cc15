          # Spanning tree and forward delay would block a port for 30 s after each start, which breaks network boot.
          - path: ${marks}/network/10-${bridge}.netdev
            content: |
              ${managed}
              [NetDev]
              Name=${bridge}
              Kind=bridge

              [Bridge]
              STP=no
              ForwardDelaySec=0
          # The hypervisor itself has no address on this network, and its boot does not wait for the bridge.
          - path: ${marks}/network/10-${bridge}.network
            content: |
              ${managed}
              [Match]
              Name=${bridge}

              [Link]
              RequiredForOnline=no

              [Network]
              LinkLocalAddressing=no
              IPv6AcceptRA=no
              ConfigureWithoutCarrier=yes
<#if hasNic>
          - path: ${marks}/network/10-${bridge}-port.network
            content: |
              ${managed}
              [Match]
              Name=${nic}

              [Link]
              RequiredForOnline=no

              [Network]
              Bridge=${bridge}
              LinkLocalAddressing=no
              IPv6AcceptRA=no
</#if>
