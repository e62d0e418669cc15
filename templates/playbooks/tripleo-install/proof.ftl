- name: Proof - ask the services of the undercloud
  hosts: tripleo-stack
  tags: [proof]
  gather_facts: false
  tasks:
    - name: Leave out what check mode cannot see of an undercloud to be installed
      ansible.builtin.meta: end_host
      when: ansible_check_mode and installation.stdout != 'succeeded'

    # stackrc is there before the services are, and stays when they are gone. After a boot they take their time.
    - name: Look for the containers, and ask the services
      ansible.builtin.shell:
        executable: /bin/bash
        cmd: |
          set -o pipefail
          ask() { said=$(timeout 120 openstack "$@" 2>&1 >/dev/null) || echo "openstack $*: $(printf '%s' "$said" | tail -n 1)"; }
          running=$(sudo podman ps --format '{% raw %}{{.Names}}{% endraw %}') || exit
          for name in ${lab.expectedContainers()?join(" ")}; do
            grep --quiet --line-regexp "$name" <<<"$running" || echo "container $name does not run"
          done
          . ~/stackrc
<#list lab.expectedAnswers() as command>
          ask ${command}
</#list>
      register: proof
      changed_when: false
      check_mode: false
      until: proof.rc == 0 and proof.stdout == ''
      retries: 8
      delay: 10
      failed_when: false

    - name: Make the next run install again when they do not answer
      ansible.builtin.command:
        argv: [bash, ${installer}, forget]
      changed_when: true
      when: proof.rc != 0 or proof.stdout != ''

    - name: Require that all of them answer
      ansible.builtin.assert:
        that: proof.rc == 0 and proof.stdout == ''
        fail_msg: |-
          The installation said that it succeeded, but:
          {{ (proof.stdout ~ '\n' ~ proof.stderr) | trim }}
          See the containers with `tripleo-lab podman ps --all` and their logs in /var/log/containers (tripleo-lab fetch-results gets them).
          The next run installs again.
        quiet: true
