- name: Verify - check the services of the undercloud
  hosts: tripleo-stack
  tags: [verify]
  gather_facts: false
  tasks:
    - name: Skip this play in check mode when the undercloud is not installed
      ansible.builtin.meta: end_host
      when: ansible_check_mode and look.programs.state.stdout | trim != 'succeeded'

    # stackrc does not show whether the services work. After a boot they need some time to start. Exit code 3: nothing creates a
    # missing container, so waiting is useless.
    - name: Find containers and services that do not work
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -o pipefail
          ask() { said=$(timeout 120 openstack "$@" 2>&1 >/dev/null) || echo "openstack $*: $(printf '%s' "$said" | tail -n 1)"; }
          running=$(sudo podman ps --format '{% raw %}{{.Names}}{% endraw %}') || exit
          missing=
          for name in ${lab.expectedContainers()?join(" ")}; do
            grep --quiet --line-regexp "$name" <<<"$running" && continue
            sudo podman container exists "$name"
            case $? in 1) missing=yes && echo "container $name does not exist" ;; *) echo "container $name does not run" ;; esac
          done
          [ -z "$missing" ] || exit 3
          . ~/stackrc
<#list lab.expectedAnswers() as command>
          ask ${command}
</#list>
      register: verification
      changed_when: false
      check_mode: false
      until: verification.rc == 3 or verification.rc == 0 and verification.stdout == ''
      retries: 8
      delay: 10
      failed_when: false

    - name: Make the next run reinstall the undercloud
      ansible.builtin.command:
        argv: [bash, ${installer}, forget]
      changed_when: true
      when: verification.rc != 0 or verification.stdout != ''

    - name: Check that all containers and services work
      ansible.builtin.assert:
        that: verification.rc == 0 and verification.stdout == ''
        fail_msg: |-
          The installation reported success, but these containers or services do not work:
          {{ [verification.stdout, verification.stderr] | join(' ') | trim }}
          List the containers with `tripleo-lab podman ps --all` and read their logs in /var/log/containers (tripleo-lab fetch-results fetches them).
          The next run reinstalls the undercloud.
        quiet: true
