- name: Verify - ask the BMCs by IPMI
  hosts: hypervisor-stack:tripleo-stack
  tags: [verify]
  gather_facts: false
  vars:
    password: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/passwords/${bmcPassword}') }}"
    virtual:<#if !nodes?has_content> []</#if>
<#list nodes as node>
      - ${node.name} ${nat.gateway} ${node.bmcPort?c} ${bmcUser} {{ password }}
</#list>
    physical:<#if !lab.nodes.physical?has_content> []</#if>
<#list lab.nodes.physical as node>
      - ${node.name} ${node.bmc.address} ${node.bmc.port?c} ${node.bmc.user} {{ lookup('ansible.builtin.file', lab_workspace ~ '/../${node.bmc.passwordFile}') }}
</#list>
  tasks:
    - name: Skip virtual machine tripleo when it does not run
      ansible.builtin.meta: end_host
      when: inventory_hostname == 'tripleo-stack' and not tripleo_runs
      vars:
        tripleo_runs: "{{ hostvars['hypervisor-stack'].look.libvirt['${libvirtUri}'].machines.tripleo.active | default(false) }}"

    - name: Skip this play in check mode when a node changes
      ansible.builtin.meta: end_host
      when: ansible_check_mode and (hostvars['hypervisor-stack'].defined is changed or hostvars['hypervisor-root'].bmc_settings is changed)

<@waitForLogin conditions=["inventory_hostname == 'tripleo-stack'", "not (" + answers + ")"] fails=true/>

    - name: Look for ipmitool
      lab_host_info:
        packages:
          bmc: [ipmitool]
      register: look

    - name: Install ipmitool in virtual machine tripleo
      become: true
<@installInGuest list="bmc"/>

    # The script reads a line for each BMC, with its password, which is in no argument, no environment and no file of the host.
    # Only virtual machine tripleo reaches the BMCs of physical nodes.
    - name: Ask each BMC for the power state of its node
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -o pipefail
          ask() { printf '%s\n' "$5" | ipmitool -I lanplus -f /dev/stdin -N 2 -R 2 -H "$2" -p "$3" -U "$4" power status 2>&1; }
          while read -r name address port user password; do
            for _ in 1 2 3 4 5; do
              said=$(ask "$name" "$address" "$port" "$user" "$password")
              [[ $said != 'Chassis Power is '* ]] || break
              sleep 2
            done
            [[ $said == 'Chassis Power is '* ]] || echo "$name ($address port $port): $(tail -n 1 <<<"$said")"
          done
        stdin: "{{ (virtual + (inventory_hostname == 'tripleo-stack') | ternary(physical, [])) | join('\n') }}"
      register: asked
      changed_when: false
      failed_when: false
      check_mode: false
      no_log: true

    - name: Check that each BMC answers
      ansible.builtin.assert:
        that: asked.rc == 0 and asked.stdout == ''
        fail_msg: |-
          These BMCs do not answer by IPMI:
          {{ [asked.stdout, asked.stderr] | join(' ') | trim }}
          See what VirtualBMC reports: tripleo-lab vbmc list, and tripleo-lab ssh hypervisor-root journalctl --unit ${bmcUnit} --lines 20.
        quiet: true
