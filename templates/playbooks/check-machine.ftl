<#-- For stages that work in virtual machine tripleo: they look at it from the hypervisor, then wait for it if it boots. -->
<#-- An entry of `programs` of a look at the hypervisor: the ssh server's first word. -->
<#assign sshServer>ssh_server: [timeout, "3", bash, -c, "exec 3<>/dev/tcp/${nat.tripleoAddress}/22 && head -c 4 <&3"]</#assign>
<#assign answers = "hostvars['hypervisor-stack'].look.programs.ssh_server.stdout | default('') == 'SSH-'">
<#macro lookAtMachine>
- name: Preflight - look at virtual machine tripleo from the hypervisor
  hosts: hypervisor-stack
  tags: [preflight, always]
  gather_facts: false
  vars:
<@preparedVariables/>
  tasks:
    # Without user stack there is no connection as stack.
    - name: Look at virtual machine tripleo from the hypervisor
      lab_host_info:
        files: [/home/stack/tripleo-lab/tripleo.made]
        libvirt:
          ${libvirtUri}:
            machines: [tripleo]
        programs:
          ${sshServer}
      register: look
      when: prepared
</#macro>
<#macro machineVariables>
    made: "{{ hostvars['hypervisor-stack'].look.files['/home/stack/tripleo-lab/tripleo.made'].exists | default(false) }}"
    running: "{{ hostvars['hypervisor-stack'].look.libvirt['${libvirtUri}'].machines.tripleo.active | default(false) }}"
    answers: "{{ ${answers} }}"
    reachable: "{{ made and running and (answers or login.rc | default(255) == 0) }}"
</#macro>
<#-- A task for virtual machine tripleo, with conditions. -->
<#macro waitForLogin conditions fails=false>
    # The virtual machine starts with the hypervisor, and needs a while until stack can log in.
    - name: Wait until stack can log in to virtual machine tripleo
      ansible.builtin.command:
        argv: [ssh, -F, "{{ lab_workspace }}/ssh.config", -o, ConnectTimeout=10, tripleo-stack, "true"]
      delegate_to: localhost
      register: login
      changed_when: false
      check_mode: false
      until: login.rc == 0
      retries: ${(lab.tripleo.bootLimit.toSeconds() / 5)?ceiling?c}
      delay: 5
<#if !fails>
      failed_when: false
</#if>
      when:
<#list conditions as condition>
        - ${condition}
</#list>
</#macro>
<#macro machineChecks>
          - name: machine
            good: "{{ not prepared or (made and running) }}"
            seen: "Virtual machine tripleo {{ made | ternary('does not run', 'does not exist or is not ready') }}."
            remedy: >-
              Run stage tripleo-prepare, which creates or starts it: tripleo-lab run tripleo-prepare (playbooks/tripleo-prepare.yml).

          - name: machine-login
            good: "{{ not (made and running) or reachable }}"
            seen: >-
              Virtual machine tripleo runs, but stack cannot log in:
              {{ login.stderr | default('') | trim | regex_replace('(?s)^.*\n', '') | default('no message', true) }}.
            remedy: "See on its console what it does: tripleo-lab virsh console tripleo."
</#macro>
<#-- Follows what runs in virtual machine tripleo: `command` ends with 75 while it does. Exit code 255: the machine no longer answers. -->
<#macro followInMachine name command stage>
    # Plain ssh is seconds faster than an Ansible module in an emulated virtual machine. A lost connection is retried.
    - name: ${name}
      ansible.builtin.shell: |
        for try in 1 2 3 4 5 6; do
          { said=$(ssh -F {{ (lab_workspace ~ '/ssh.config') | quote }} -o ConnectTimeout=10 tripleo-stack \
            ${command} 2>&1 >&3); } 3>&1 && exit
          code=$?
          [ $code = 255 ] || break
          sleep 5
        done
        [ -z "$said" ] || echo "$said" >&2
        [ $code != 255 ] || echo "Virtual machine tripleo no longer answers. To follow it to the end, run this stage again: tripleo-lab run ${stage}" >&2
        exit $code
      delegate_to: localhost
      register: following
      changed_when: false
      until: following.rc != 75
      delay: 0
</#macro>
