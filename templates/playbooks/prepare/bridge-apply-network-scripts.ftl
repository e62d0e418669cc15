<#if hasNic>
        - name: Save the existing configuration of ${nic}
          ansible.builtin.copy:
            src: ${networkFolder}/ifcfg-${nic}
            dest: ${marks}/made/ifcfg-${nic}
            remote_src: true
            mode: preserve
          when: existing.exists and '${managed}' not in existing.content
          vars:
            existing: "{{ look.files['${networkFolder}/ifcfg-${nic}'] }}"

</#if>
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
