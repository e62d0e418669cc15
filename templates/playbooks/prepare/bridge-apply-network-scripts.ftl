<#if hasNic>
        - name: Look for a configuration that ${nic} has already
          ansible.builtin.command:
            argv: [grep, --files-without-match, "${managed}", ${networkFolder}/ifcfg-${nic}]
          register: foreign_configuration
          changed_when: false
          failed_when: false

        - name: Keep it for the way back
          ansible.builtin.copy:
            src: ${networkFolder}/ifcfg-${nic}
            dest: ${marks}/made/ifcfg-${nic}
            remote_src: true
            mode: preserve
          when: foreign_configuration.stdout | length > 0

</#if>
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

        # Only these two: a restart of the network service would touch other connections.
        - name: Bring up bridge ${bridge}
          ansible.builtin.command:
            argv: [ifup, ${yaml(bridge)}]
          changed_when: true
<#if hasNic>

        - name: Join ${nic} to it
          ansible.builtin.command:
            argv: [ifup, ${yaml(nic)}]
          changed_when: true
</#if>
