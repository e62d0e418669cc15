        - name: Install the network files of the bridge
          ansible.builtin.copy:
            src: ${marks}/network/{{ item }}
            dest: ${networkFolder}/{{ item }}
            remote_src: true
            owner: root
            group: root
            mode: "${networkMode}"
          loop:
<#list networkFiles as file>
            - ${file}
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
