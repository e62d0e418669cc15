          # NetworkManager enables spanning tree by default. It blocks a port for 30 s after each start, which breaks network boot.
          # The hypervisor itself has no address on this network.
          - path: ${marks}/network/${bridge}.nmconnection
            content: |
              ${managed}
              [connection]
              id=${bridge}
              type=bridge
              interface-name=${bridge}
              autoconnect=true
              autoconnect-slaves=1

              [bridge]
              stp=false

              [ipv4]
              method=disabled

              [ipv6]
              method=disabled
            mode: "0600"
<#if hasNic>
          # The priority ranks it before an existing profile of the interface, which stays unchanged.
          - path: ${marks}/network/${bridge}-port.nmconnection
            content: |
              ${managed}
              [connection]
              id=${bridge}-port
              type=ethernet
              interface-name=${nic}
              master=${bridge}
              slave-type=bridge
              autoconnect=true
              autoconnect-priority=100
            mode: "0600"
</#if>
