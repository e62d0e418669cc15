- name: BMC - give each node a BMC
  hosts: hypervisor-root
  tags: [bmc]
  gather_facts: false
  vars:
    password: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/passwords/${bmcPassword}') }}"
    # Written as a file, because arguments of the command vbmc would show the password to all users. The options have VirtualBMC's own order.
    # It listens where virtual machine tripleo reaches it: at the hypervisor's address in network ${nat.name}.
    settings:<#if !nodes?has_content> []</#if>
<#list nodes as node>
      - path: ${bmcs}/${node.name}
        owner: stack
        group: stack
        mode: "0700"
      - path: ${bmcs}/${node.name}/config
        owner: stack
        group: stack
        mode: "0600"
        content: |+
          [VirtualBMC]
          username = ${bmcUser}
          password = {{ password }}
          address = ${nat.gateway}
          port = ${node.bmcPort?c}
          domain_name = ${node.name}
          libvirt_uri = ${libvirtUri}
          active = True

</#list>
  tasks:
    - name: Find the BMCs whose settings change
      lab_files:
        files: "{{ settings }}"
      register: bmc_changes
      check_mode: true
      changed_when: false
      no_log: true

    # VirtualBMC reads the settings of a BMC when it starts it.
    - name: Stop the BMCs whose settings change
      ansible.builtin.command:
        argv: "{{ ['/usr/local/bin/vbmc', 'stop'] + changed }}"
      when: changed | length > 0 and not ansible_check_mode
      changed_when: true
      vars:
        changed: "{{ bmc_changes.written | select('match', '.*/config$') | map('dirname') | map('basename') | select('in', known) | list }}"
        known: "{{ look.programs.bmc_ports.stdout.splitlines() | map('regex_replace', '^.*/([^/]+)/config:.*', '\\1') | list }}"

    # VirtualBMC finds and starts them within some seconds.
    - name: Write the settings of the BMCs
      lab_files:
        files: "{{ settings }}"
      register: bmc_settings
      no_log: true
