# A mark tells that an object belongs to this lab: a file below ${marks}, a comment or an interface alias.
# clean removes only objects with a mark.
- name: Marks - record the owner of the lab and the objects it creates
  hosts: hypervisor-root
  tags: [marks]
  gather_facts: false
  tasks:
    # "made" holds a mark for each object that may have existed before the lab: clean removes only what the lab added.
    - name: Create the folders for the lab's marks
      ansible.builtin.file:
        path: "{{ item }}"
        state: directory
        owner: root
        group: root
        mode: "0755"
      loop:
        - /etc/tripleo-lab
        - ${marks}
        - ${marks}/made
        - ${marks}/network
        - ${marks}/networks

    - name: Write the owner mark of the lab
      ansible.builtin.copy:
        dest: ${marks}/owner
        content: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/lab-id') }}\n"
        owner: root
        group: root
        mode: "0644"

    # Written before the objects are created: an interrupted run can be cleaned too.
    - name: Write the list of objects that the lab creates
      ansible.builtin.copy:
        dest: ${marks}/objects.json
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
              "/etc/sudoers.d/stack",
              "/etc/systemd/system/${markUnit}",
<#if session && userUnits>
              "/etc/systemd/user/${sessionUnit}",
              "/etc/systemd/user/${guestsUnit}",
<#elseif session>
              "/etc/systemd/system/${sessionUnit}",
<#else>
              "${systemDaemonFolder}/tripleo-lab.conf",
</#if>
              "/etc/systemd/system/${bmcUnit}",
<#if siteNetwork.caBundle.isPresent()>
              "${apt?then("/usr/local/share/ca-certificates/", "/etc/pki/ca-trust/source/anchors/")}tripleo-lab-${lab.name}.crt",
</#if>
<#if proxied && apt>
              "/etc/apt/apt.conf.d/95tripleo-lab-proxies",
</#if>
              "/usr/local/bin/vbmc"
            ],
            "blocks": ["${helper.configuration}"<#if proxied>, "/etc/environment"</#if>],
            "folders": ["/opt/tripleo-lab/virtualbmc", "${state}", "${images?keep_before_last("/")}"],
            "storagePools": ["${lab.name}"],
            "machines": {"tripleo": "${lab.tripleo.uuid}"},
            "user": "stack"
          }
        owner: root
        group: root
        mode: "0644"
