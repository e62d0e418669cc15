- name: First boot - wait until it answers
  hosts: hypervisor-stack
  tags: [first-boot]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see of a machine to be made
      ansible.builtin.meta: end_host
      when: ansible_check_mode and make_machine

    - name: Wait for the machine, and find out what keeps it
      block:
        # Its ssh server is asked for its first line only: whole connections would cost an emulated machine much of its time.
        - name: Wait until its ssh server answers at ${address}
          ansible.builtin.shell:
            executable: /bin/bash
            cmd: |
              set -o pipefail
              while [ $SECONDS -lt 10 ]; do
                line=$(timeout 2 bash -c 'exec 3<>/dev/tcp/${address}/22 && head -c 4 <&3' 2>/dev/null)
                [ "$line" != SSH- ] || exit 0
                sleep 0.2
              done
              state=$(virsh --connect ${libvirtUri} domstate tripleo)
              last=$(sudo tail -c 400 ${consoleLog} | tr -cd '\12\40-\176' | grep . | tail -n 1)
              echo "it is $state; last on its console: $last"
              case $state in running) exit 1 ;; *) exit 3 ;; esac
          register: answer
          changed_when: false
          until: answer.rc != 1
          # Each try lasts ten seconds.
          retries: ${(machine.bootLimit.toSeconds() / 10)?ceiling - 1}
          delay: 0
      rescue:
        - name: Ask who has asked for an address
          ansible.builtin.command:
            argv: [sudo, virsh, --connect, qemu:///system, --quiet, net-dhcp-leases, ${nat.name}, --mac, "${machine.controlPlaneMac}"]
          register: lease
          changed_when: false
          failed_when: false

        - name: Read the last lines of its console
          ansible.builtin.shell:
            executable: /bin/bash
            cmd: |
              set -o pipefail
              sudo tail -n 15 ${consoleLog} | tr -cd '\11\12\40-\176' | sed 's/\[[0-9;]*[A-Za-z]//g'
          register: console
          changed_when: false
          failed_when: false

        - name: Forget that it is being made, so that the next run makes it anew
          ansible.builtin.file:
            path: ${making}
            state: absent

        - name: Stop with what was found
          ansible.builtin.fail:
            msg: |-
              The machine tripleo does not answer at ${address} port 22, after at most ${machine.bootLimit.toSeconds()} s (TRIPLEO_BOOT_LIMIT):
              {{ 'it does not run, ' ~ answer.stdout if answer.rc == 3
                 else 'it runs, but never asked for an address; the image may not boot, or does not know its interface'
                      if lease.stdout | trim in ['', (earlier_lease | default({})).stdout | default('') | trim]
                 else 'it runs and asked for its address, but no ssh server answers' }}.
              {{ 'The next run makes it anew.' if first_boot else 'It stays as it is.' }}
              The last lines of its console (tripleo-lab virsh console tripleo shows what follows):
              {{ console.stdout | default('nothing', true) }}

- name: First boot - wait until it has set itself up
  hosts: tripleo-stack
  tags: [first-boot]
  gather_facts: false
  tasks:
<#include "looking.ftl">
    # While it boots, it lets nobody but root in. A bare ssh costs an emulated machine seconds less than a module of Ansible.
    - name: Wait until it lets stack in
      ansible.builtin.command:
        argv: [ssh, -F, "{{ lab_workspace }}/ssh.config", tripleo-stack, "true"]
      delegate_to: localhost
      register: login
      changed_when: false
      until: login.rc == 0
      retries: 100
      delay: 1

    - name: Wait until cloud-init has finished
      ansible.builtin.shell: timeout 15 cloud-init status --wait && sync
      register: cloud_init
      changed_when: false
      until: cloud_init.rc != 124
      retries: ${(machine.bootLimit.toSeconds() / 15)?ceiling}
      delay: 0
      failed_when: false
      when: hostvars['hypervisor-stack'].first_boot

    # It goes on without what it does not understand, and says so in its log only.
    - name: Ask cloud-init what it did not like
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -o pipefail
          cloud-init status --long | sed -n '/^\(errors\|detail\):/,$p'
          if sudo grep --quiet 'Invalid cloud-config provided' /var/log/cloud-init.log; then
            sudo cloud-init schema --system 2>&1 | grep 'schema errors' || echo 'schema errors: see /var/log/cloud-init.log'
          fi
          sudo grep -hE ' - [a-z_]+.py\[(ERROR|CRITICAL|WARNING)\]' /var/log/cloud-init.log | tail -n 5
          true
      register: cloud_init_problems
      changed_when: false
      when: hostvars['hypervisor-stack'].first_boot

    - name: Forget that it is being made, so that the next run makes it anew
      ansible.builtin.file:
        path: ${making}
        state: absent
      delegate_to: hypervisor-stack
      when: hostvars['hypervisor-stack'].first_boot and (cloud_init.rc not in [0, 2] or 'schema errors' in cloud_init_problems.stdout)

    # 2 stands for a complaint that did not keep it from finishing.
    - name: Require that cloud-init did all of it
      ansible.builtin.assert:
        that: cloud_init.rc in [0, 2] and 'schema errors' not in cloud_init_problems.stdout
        fail_msg: |-
          cloud-init could not do all that configuration/libvirt/cloud-init/tripleo.yaml says ({{ cloud_init.stdout | trim }}).
          Correct the file; the next run makes the machine anew. It said:
          {{ cloud_init_problems.stdout }}
        quiet: true
      when: hostvars['hypervisor-stack'].first_boot

- name: First boot - take its first settings away
  hosts: hypervisor-stack
  tags: [first-boot]
  gather_facts: false
  tasks:
    - name: Leave the rest out when the machine had come through before
      ansible.builtin.meta: end_host
      when: not first_boot

    - name: Leave out what check mode cannot see of a first boot
      ansible.builtin.meta: end_host
      when: ansible_check_mode

    # They hold its host key.
    - name: Detach the disk with the first settings
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -o pipefail
          virsh --connect ${libvirtUri} domblklist --inactive tripleo | grep --fixed-strings ' ${seed}' || exit 0
          virsh --connect ${libvirtUri} detach-disk tripleo ${seed} --config
          virsh --connect ${libvirtUri} detach-disk tripleo ${seed} --live
      changed_when: true

    - name: Take the disk with the first settings away
      ansible.builtin.file:
        path: ${seed}
        state: absent

    - name: Note that the machine is made
      ansible.builtin.copy:
        dest: ${made}
        content: ${machine.settingsSum()}
        mode: "0644"

    - name: Forget that it was being made
      ansible.builtin.file:
        path: ${making}
        state: absent
