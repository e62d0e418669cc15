- name: Install - start the installation and follow it
  hosts: tripleo-stack
  tags: [install, verify]
  gather_facts: false
  tasks:
    - name: Install the script that runs the installation in the background
      lab_files:
        files:
          - path: ${installer?keep_before_last("/")}
            owner: stack
            group: stack
          - path: ${installer}
            content: "{{ script }}"
            owner: stack
            group: stack
            mode: "0755"
      when: not installation_runs and look.files['${installer}'].content != script
      vars:
        script: "{{ lookup('ansible.builtin.file', 'undercloud-install', rstrip=false) }}"

    - name: Start the installation if it is needed
      ansible.builtin.command:
        argv: [bash, ${installer}, start, ${settingsSum}]
      register: start
      changed_when: start.stdout == 'started'
      failed_when: false

    - name: Check that the installation was started, is running or is complete
      ansible.builtin.assert:
        that: start.rc == 0
        fail_msg: |-
          The installation could not be started: {{ [start.stdout, start.stderr] | join(' ') | trim }}
        quiet: true
      when: not ansible_check_mode

<@followInMachine name="Follow the installation (log file " + installLog + " in the virtual machine)"
  command="bash " + installer + " follow " + followSeconds + " " + lab.undercloud.installLimit.toSeconds()?c stage="tripleo-install"/>
      # Each attempt takes seconds; the time limit is reached before the retries end.
      retries: ${lab.undercloud.installLimit.toSeconds() + 1000}
      failed_when: false
      when:
        - start.stdout != 'installed'
        - not ansible_check_mode

    - name: Check that the installation ended and the virtual machine answers
      ansible.builtin.assert:
        that: following.rc not in [75, 76, 255]
        fail_msg: >-
          {{ 'Virtual machine tripleo no longer answers.' if following.rc == 255 else
             'The installation takes longer than ${lab.undercloud.installLimit.toSeconds()} s (TRIPLEO_INSTALL_LIMIT). Its last step: ' ~ following.stdout }}
          The installation continues. Run this stage again to follow it to its end: tripleo-lab run tripleo-install
          To cancel it: tripleo-lab ssh tripleo-stack sudo systemctl stop tripleo-lab-undercloud-install
        quiet: true
      when:
        - start.stdout != 'installed'
        - not ansible_check_mode

    - name: Read the cause of the failure
      ansible.builtin.command:
        argv: [bash, ${installer}, explain]
      register: cause
      changed_when: false
      when:
        - start.stdout != 'installed'
        - not ansible_check_mode
        - following.stdout_lines[-1:] != ['succeeded']

    - name: Check that the installation succeeded
      ansible.builtin.assert:
        that: cause is skipped
        fail_msg: |-
          {{ cause.stdout | default('') }}
          Full log: tripleo-lab ssh tripleo-stack cat ${installLog}
          Remove the cause and run this stage again: tripleo-lab run tripleo-install
        quiet: true
      when: not ansible_check_mode

    - name: Compare the settings of the installation with the current ones
      ansible.builtin.command:
        argv: [bash, ${installer}, current, ${settingsSum}]
      register: current
      changed_when: false
      failed_when: false
      when: installation_runs

    - name: Check that the installation used the current settings
      ansible.builtin.assert:
        that: current is skipped or current.rc == 0
        fail_msg: >-
          The settings have changed since this installation started, so the undercloud has the old ones.
          Run this stage again to install with the current settings: tripleo-lab run tripleo-install
        quiet: true
