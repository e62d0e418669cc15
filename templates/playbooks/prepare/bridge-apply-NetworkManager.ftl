        - name: Put the bridge's files in place
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

        # Only these files: a restart of NetworkManager, or a reload of everything, would touch other connections.
        - name: Let NetworkManager read the files
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

        - name: Join ${nic} to it
          ansible.builtin.command:
            argv: [nmcli, connection, up, ${bridge}-port]
          changed_when: true
</#if>
