- name: Install - start the installation and follow it
  hosts: tripleo-stack
  tags: [install, proof]
  gather_facts: false
  tasks:
    - name: Create the folder of the installation's notes
      ansible.builtin.file:
        path: ${installer?keep_before_last("/")}
        state: directory
        mode: "0755"

    - name: Install what runs the installation apart from this connection
      ansible.builtin.copy:
        src: undercloud-install
        dest: ${installer}
        mode: "0755"
      when: not installation_runs

    - name: Start the installation, unless it runs or is done with these settings
      ansible.builtin.command:
        argv: [bash, ${installer}, start, ${settingsSum}]
      register: start
      changed_when: start.stdout == 'started'
      failed_when: false

    - name: Require that it started, runs or is done
      ansible.builtin.assert:
        that: start.rc == 0
        fail_msg: |-
          The installation was not started: {{ (start.stdout ~ '\n' ~ start.stderr) | trim }}
        quiet: true
      when: not ansible_check_mode

    # A bare ssh costs an emulated machine seconds less than a module of Ansible; and when the connection drops, it is only asked again.
    - name: Follow the installation (its log is ${installLog} in the machine)
      ansible.builtin.shell: |
        for try in 1 2 3 4 5 6; do
          ssh -F {{ (lab_workspace ~ '/ssh.config') | quote }} -o ConnectTimeout=10 tripleo-stack \
            bash ${installer} follow ${followSeconds} ${lab.undercloud.installLimit.toSeconds()} && exit
          code=$?
          [ $code = 255 ] || exit $code
          echo "the machine does not answer, attempt $try of 6"
          sleep 5
        done
        exit 255
      delegate_to: localhost
      register: following
      changed_when: false
      until: following.rc != 75
      # Each try lasts seconds; the limit ends it before.
      retries: ${lab.undercloud.installLimit.toSeconds() + 1000}
      delay: 0
      failed_when: false
      when:
        - start.stdout != 'installed'
        - not ansible_check_mode

    - name: Require that it can still be followed
      ansible.builtin.assert:
        that: following.rc not in [75, 76, 255]
        fail_msg: >-
          {{ 'The machine tripleo does not answer any more.' if following.rc == 255 else
             'The installation takes longer than ${lab.undercloud.installLimit.toSeconds()} s (TRIPLEO_INSTALL_LIMIT). The last that it did: ' ~ following.stdout }}
          The installation itself was left alone: run this again, and it is followed to its end (tripleo-lab run tripleo-install).
          To give it up: tripleo-lab ssh tripleo-stack sudo systemctl stop tripleo-lab-undercloud-install
        quiet: true
      when:
        - start.stdout != 'installed'
        - not ansible_check_mode

    - name: Ask what it failed with
      ansible.builtin.command:
        argv: [bash, ${installer}, explain]
      register: cause
      changed_when: false
      when:
        - start.stdout != 'installed'
        - not ansible_check_mode
        - following.stdout_lines[-1:] != ['succeeded']

    - name: Require that it succeeded
      ansible.builtin.assert:
        that: cause is skipped
        fail_msg: |-
          {{ cause.stdout | default('') }}
          All of it: tripleo-lab ssh tripleo-stack cat ${installLog}
          When the cause is gone, run this again: tripleo-lab run tripleo-install
        quiet: true
      when: not ansible_check_mode

    - name: Compare what was followed with the settings of now
      ansible.builtin.command:
        argv: [bash, ${installer}, current, ${settingsSum}]
      register: current
      changed_when: false
      failed_when: false
      when: installation_runs

    - name: Require that they are the same
      ansible.builtin.assert:
        that: current is skipped or current.rc == 0
        fail_msg: >-
          The undercloud was installed with the settings of when that began; they have changed since.
          Run this again to install with those of now: tripleo-lab run tripleo-install
        quiet: true
