    # No spanning tree: NetworkManager's own choice keeps a port dead for 30 s after each start, which breaks booting by network.
    # The hypervisor itself has no address on the control plane.
    - name: Lay down the definition of bridge ${bridge}
      ansible.builtin.copy:
        dest: ${marks}/network/${bridge}.nmconnection
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
        owner: root
        group: root
        mode: "0600"
<#if hasNic>

    # Its priority puts it before a profile that the interface may have already, which stays as it is.
    - name: Lay down the configuration of its port ${nic}
      ansible.builtin.copy:
        dest: ${marks}/network/${bridge}-port.nmconnection
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
        owner: root
        group: root
        mode: "0600"
</#if>
