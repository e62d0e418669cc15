<#if hasNic>
        - name: Find an existing configuration of ${nic}
          ansible.builtin.command:
            argv: [grep, --files-without-match, "${managed}", ${networkFolder}/ifcfg-${nic}]
          register: foreign_configuration
          changed_when: false
          failed_when: false

        - name: Save the existing configuration of ${nic}
          ansible.builtin.copy:
            src: ${networkFolder}/ifcfg-${nic}
            dest: ${marks}/made/ifcfg-${nic}
            remote_src: true
            mode: preserve
          when: foreign_configuration.stdout | length > 0

</#if>
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

        # Only the bridge and its port: restarting the network service would affect other connections.
        - name: Bring up bridge ${bridge}
          ansible.builtin.command:
            argv: [ifup, ${yaml(bridge)}]
          changed_when: true
<#if hasNic>

        - name: Add ${nic} to bridge ${bridge}
          ansible.builtin.command:
            argv: [ifup, ${yaml(nic)}]
          changed_when: true
</#if>
