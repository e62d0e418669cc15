# A mark tells that an object belongs to this lab: a file below ${marks}, a comment or an interface alias.
# clean removes only objects with a mark.
- name: Marks - record the owner of the lab and the objects it creates
  hosts: hypervisor-root
  tags: [marks]
  gather_facts: false
  vars:
    recorded_packages: "{{ look.files['${marks}/made/packages'].content.split() }}"
  tasks:
    # "made" holds a mark for each object that may have existed before the lab: clean removes only what the lab added.
    # The list is written before the objects are created: an interrupted run can be cleaned too.
    - name: Record the owner of the lab and the objects that it creates
      lab_files:
        files:
          # Ansible's temporary files. A module that needs the folder would create it too, with a warning.
          - path: ~/.ansible
            mode: "0700"
            needed: "{{ not look.files['$HOME/.ansible'].exists }}"
          - path: ~/.ansible/tmp
            mode: "0700"
            needed: "{{ not look.files['$HOME/.ansible/tmp'].exists }}"
          - path: /etc/tripleo-lab
          - path: ${marks}
          - path: ${marks}/made
          - path: ${marks}/network
          - path: ${marks}/networks
          - path: ${marks}/owner
            content: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/lab-id') }}\n"
          - path: ${marks}/made/packages
            content: "{{ (recorded_packages + look.packages.hypervisor.missing) | unique | join('\n') }}\n"
            needed: "{{ look.packages.hypervisor.missing | length > 0 }}"
          - path: ${marks}/made/user-stack
            content: ""
            needed: "{{ 'stack' not in look.users }}"
          # Purge removes this folder only if it has this mark. A folder that existed before the lab gets none.
          - path: /opt/tripleo-lab
            needed: "{{ not look.files['/opt/tripleo-lab'].exists }}"
          - path: /opt/tripleo-lab/owner
            content: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/lab-id') }}\n"
            needed: "{{ not look.files['/opt/tripleo-lab'].exists }}"
          - path: ${marks}/objects.json
            content: |
              {
                "lab": "${lab.name}",
                "bridges": ["${bridge}"],
                "networkFiles": [
<#if networkd>
                  "${networkdSettings}",
</#if>
<#list networkFiles as file>
                  "${networkFolder}/${file}"<#sep>,</#sep>
</#list>
                ],
                "libvirtNetworks": {
                  "${nat.name}": "${nat.uuid}",
                  "${openstack.name}": "${openstack.uuid}"
                },
                "units": ["${markUnit}", "${bmcUnit}"<#if session && !userUnits>, "${sessionUnit}"</#if>],
                "userUnits": [<#if session && userUnits>"${sessionUnit}", "${guestsUnit}"</#if>],
                "files": [
<#list labFiles
  + siteNetwork.caBundle.isPresent()?then([apt?then("/usr/local/share/ca-certificates/", "/etc/pki/ca-trust/source/anchors/") + "tripleo-lab-" + lab.name + ".crt"], [])
  + (proxied && apt)?then(["/etc/apt/apt.conf.d/95tripleo-lab-proxies"], []) as file>
                  "${file}"<#sep>,</#sep>
</#list>
                ],
                "blocks": ["${helper.configuration}"<#if proxied>, "/etc/environment"</#if>],
                "folders": ["/opt/tripleo-lab/virtualbmc", "${state}", "${images?keep_before_last("/")}"],
                "storagePools": ["${lab.name}"],
                "machines": {"tripleo": "${lab.tripleo.uuid}"},
                "user": "stack"
              }
