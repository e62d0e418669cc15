- name: First boot - wait until the virtual machine answers
  hosts: hypervisor-stack
  tags: [first-boot]
  gather_facts: false
  tasks:
    - name: Skip this play in check mode when the virtual machine has to be created
      ansible.builtin.meta: end_host
      when: ansible_check_mode and make_machine

    - name: Wait for the virtual machine, or report why it does not answer
      block:
        # Only the first line of the ssh server is read: complete connections would slow down an emulated virtual machine.
        - name: Wait until the ssh server answers at ${address}
          ansible.builtin.shell:
            executable: /bin/bash
            cmd: |
              set -o pipefail
              ${printable}
              while [ $SECONDS -lt 10 ]; do
                line=$(timeout 2 bash -c 'exec 3<>/dev/tcp/${address}/22 && head -c 4 <&3' 2>/dev/null)
                [ "$line" != SSH- ] || exit 0
                sleep 0.2
              done
              state=$(virsh --connect ${libvirtUri} domstate tripleo)
              last=$(tail -c 400 ${consoleLog} | printable | grep . | tail -n 1)
              echo "state: $state; last line of the console: $last"
              case $state in running) exit 1 ;; *) exit 3 ;; esac
<#if !session>
          become: true
</#if>
          register: answer
          changed_when: false
          until: answer.rc != 1
          # Each attempt takes ten seconds.
          retries: ${(machine.bootLimit.toSeconds() / 10)?ceiling - 1}
          delay: 0
      rescue:
        - name: Read the DHCP lease of the virtual machine
          ansible.builtin.command:
            argv: [virsh, --connect, "qemu:///system", --quiet, net-dhcp-leases, ${nat.name}, --mac, "${machine.controlPlaneMac}"]
          become: true
          register: lease
          changed_when: false
          failed_when: false

        - name: Read the last lines of the console
          ansible.builtin.shell:
            executable: /bin/bash
            cmd: |
              set -o pipefail
              ${printable}
              tail -n 15 ${consoleLog} | printable
<#if !session>
          become: true
</#if>
          register: console
          changed_when: false
          failed_when: false

        - name: Look at the hypervisor's firewall
          lab_host_info:
            firewall: ${firewallLook}
          become: true
          register: boot_look
          failed_when: false

        - name: Make the next run recreate the virtual machine
          ansible.builtin.file:
            path: ${making}
            state: absent

        - name: Report why the virtual machine does not answer
          ansible.builtin.fail:
            msg: |-
              Virtual machine tripleo does not answer at ${address} port 22 (TRIPLEO_BOOT_LIMIT=${machine.bootLimit.toSeconds()?c}):
              {{ 'it does not run, ' ~ answer.stdout if answer.rc == 3
                 else 'it runs, but has no DHCP lease of network ${nat.name}; '
                      ~ ('' if boot_look.firewall is not defined
                         else 'firewall ' ~ blocked ~ '; ' if blocked else "the hypervisor's firewall does not block DHCP; ")
                      ~ 'its console shows ' ~ ('text' if console.stdout | default('') | trim else 'nothing')
                      if lease.stdout | trim in ['', (earlier_lease | default({})).stdout | default('') | trim]
                 else 'it runs and requested its address, but no ssh server answers' }}.
              {{ 'The next run recreates it.' if first_boot else 'It was not changed.' }}
              The last lines of its console (tripleo-lab virsh console tripleo connects to it):
              {{ console.stdout | default('nothing', true) }}
          vars:
            blocked: "{{ boot_look.firewall | default([]) | selectattr('blocks', 'contains', 'DHCP') | map(attribute='said') | join('; ') }}"

- name: First boot - wait until cloud-init has finished
  hosts: tripleo-stack
  tags: [first-boot]
  gather_facts: false
  tasks:
<#include "skip-in-check-mode.ftl">
    # During boot only root can log in. Plain ssh is seconds faster than an Ansible module in an emulated virtual machine.
    - name: Wait until stack can log in
      ansible.builtin.command:
        argv: [ssh, -F, "{{ lab_workspace }}/ssh.config", tripleo-stack, "true"]
      delegate_to: localhost
      register: login
      changed_when: false
      until: login.rc == 0
      retries: 100
      delay: 1

    # cloud-init skips settings that it does not understand and reports them only in its log. One task reads both, because each start
    # of cloud-init takes seconds in an emulated virtual machine. The first line of the output is the status.
    - name: Wait until cloud-init has finished, and read its errors and warnings
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -o pipefail
          said=$(timeout 15 cloud-init status --wait --long)
          code=$?
          [ $code != 124 ] || exit 124
          sync
          grep -m 1 '^status:' <<<"$said" || echo "$said"
          sed -n '/^\(errors\|detail\):/,$p' <<<"$said"
          if grep --quiet 'Invalid cloud-config provided' /var/log/cloud-init.log; then
            cloud-init schema --system 2>&1 | grep 'schema errors' || echo 'schema errors: see /var/log/cloud-init.log'
          fi
          grep -hE ' - [a-z_]+.py\[(ERROR|CRITICAL|WARNING)\]' /var/log/cloud-init.log | tail -n 5
          exit $code
      become: true
      register: cloud_init
      changed_when: false
      until: cloud_init.rc | default(0) != 124
      retries: ${(machine.bootLimit.toSeconds() / 15)?ceiling}
      delay: 0
      failed_when: cloud_init.rc is not defined
      when: hostvars['hypervisor-stack'].first_boot

    - name: Make the next run recreate the virtual machine
      ansible.builtin.file:
        path: ${making}
        state: absent
      delegate_to: hypervisor-stack
      when: hostvars['hypervisor-stack'].first_boot and (cloud_init.rc not in [0, 2] or 'schema errors' in cloud_init.stdout)

    # 2: cloud-init finished with warnings.
    - name: Check that cloud-init finished without errors
      ansible.builtin.assert:
        that: cloud_init.rc in [0, 2] and 'schema errors' not in cloud_init.stdout
        fail_msg: |-
          cloud-init reported errors in virtual machine tripleo ({{ cloud_init.stdout_lines[:1] | join }}).
          Correct configuration/libvirt/cloud-init/tripleo.yaml and run again: the run recreates the virtual machine. The errors:
          {{ errors }}
        quiet: true
      when: hostvars['hypervisor-stack'].first_boot
      vars:
        errors: "{{ cloud_init.stdout_lines[1:] | join('\n') }}"

- name: First boot - remove the cloud-init disk
  hosts: hypervisor-stack
  tags: [first-boot]
  gather_facts: false
  tasks:
    - name: Skip this play when the first boot was completed earlier
      ansible.builtin.meta: end_host
      when: not first_boot

    - name: Skip this play in check mode
      ansible.builtin.meta: end_host
      when: ansible_check_mode

    # The cloud-init disk contains the private host key.
    - name: Detach the cloud-init disk
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -o pipefail
          virsh --connect ${libvirtUri} domblklist --inactive tripleo | grep --fixed-strings ' ${seed}' || exit 0
          virsh --connect ${libvirtUri} detach-disk tripleo ${seed} --config
          virsh --connect ${libvirtUri} detach-disk tripleo ${seed} --live
      changed_when: true

    - name: Remove the cloud-init disk
      ansible.builtin.file:
        path: ${seed}
        state: absent

    - name: Record that the virtual machine is ready
      ansible.builtin.copy:
        dest: ${made}
        content: ${machine.settingsSum()}
        mode: "0644"

    - name: Remove the record that the virtual machine is being created
      ansible.builtin.file:
        path: ${making}
        state: absent
