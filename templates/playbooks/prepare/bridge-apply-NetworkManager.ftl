        - name: Install the network files of the bridge
          lab_files:
            files:
<#list networkFiles as file>
              - path: ${networkFolder}/${file}
                source: ${marks}/network/${file}
<#if networkMode != "0644">
                mode: "${networkMode}"
</#if>
</#list>

        # Only these files: restarting NetworkManager or reloading everything would affect other connections.
        - name: Load the network files into NetworkManager
          ansible.builtin.command:
            argv:
              - nmcli
              - connection
              - load
<#list networkFiles as file>
              - ${networkFolder}/${file}
</#list>
          changed_when: true

        - name: Bring up bridge ${bridge}
          ansible.builtin.command:
            argv: [nmcli, connection, up, ${yaml(bridge)}]
          changed_when: true
<#if hasNic>

        - name: Add ${nic} to bridge ${bridge}
          ansible.builtin.command:
            argv: [nmcli, connection, up, ${bridge}-port]
          changed_when: true
</#if>
