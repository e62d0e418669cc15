    # Spanning tree and forward delay would block a port for 30 s after each start, which breaks network boot.
    - name: Prepare the definition of bridge ${bridge}
      ansible.builtin.copy:
        dest: ${marks}/network/10-${bridge}.netdev
        content: |
          ${managed}
          [NetDev]
          Name=${bridge}
          Kind=bridge

          [Bridge]
          STP=no
          ForwardDelaySec=0
        owner: root
        group: root
        mode: "0644"

    # The hypervisor itself has no address on this network, and its boot does not wait for the bridge.
    - name: Prepare the configuration of bridge ${bridge}
      ansible.builtin.copy:
        dest: ${marks}/network/10-${bridge}.network
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
        owner: root
        group: root
        mode: "0644"
<#if hasNic>

    - name: Prepare the configuration of bridge port ${nic}
      ansible.builtin.copy:
        dest: ${marks}/network/10-${bridge}-port.network
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
        owner: root
        group: root
        mode: "0644"
</#if>
