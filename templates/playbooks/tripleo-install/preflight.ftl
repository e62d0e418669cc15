<#include "../check-prepared.ftl">
<#include "../check-machine.ftl">
- name: Preflight - look at the hypervisor
  hosts: hypervisor-root
  tags: [preflight, always]
  gather_facts: false
  tasks:
    # This look and the next two are the only ones: what follows decides by their answers. They change nothing.
    - name: Look at the hypervisor
      lab_host_info:
        contents: [${marks}/owner]
        users: [stack]
      register: look

<@lookAtMachine/>

- name: Preflight - check the virtual machine and an existing installation before changing anything
  hosts: tripleo-stack
  tags: [preflight, always]
  gather_facts: false
  vars:
<@preparedVariables/>
<@machineVariables/>
    # The installation writes its state to a file, because it continues when the connection is lost.
    state: "{{ look.programs.state | default({'rc': 0, 'stdout': ''}) }}"
    images: "{{ look.programs.images | default({'rc': 0, 'stdout': ''}) }}"
  tasks:
<@waitForLogin conditions=["made", "running", "not answers"]/>

    - name: Look into virtual machine tripleo
      lab_host_info:
        contents: [${installer}]
        # Not their contents, which may be secret.
        files: [${settingsFile}, ${imagesFile}]
        programs:
          state: [bash, ${installer}, state, ${localIp}]
          # The client's default container images.
          images: [openstack, tripleo, container, image, prepare, default<#if containers.localPush>, --local-push-destination</#if>]
      register: look
      when: reachable

    # All checks are made before the task fails, so it tells all problems at once. docs/preflight.md explains them by their names.
    - name: Check that the undercloud can be installed
<@assertNoProblems title="The undercloud cannot be installed yet"/>
      vars:
        problems: "{{ checks | rejectattr('good') | list }}"
<#if containers.registry.isPresent()>
        registry_login: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/passwords/${containers.registry.get()}', errors='ignore') or '' }}"
</#if>
        checks:
<@preparedCheck/>

<@machineChecks/>

<#if containers.registry.isPresent()>
          - name: registry-login
            good: "{{ registry_login | trim is match('\\S+\\s*\\n.*\\S') }}"
            seen: The container images of release ${release.name} need a login.
            remedy: >-
              Write the user name and, on a second line, the password to workspace/passwords/${containers.registry.get()} (mode 0600).

</#if>
          - name: local-ip
            good: "{{ state.rc != 77 }}"
            seen: "{{ state.stdout }}"
            remedy: >-
              Set local_ip in configuration/tripleo/undercloud.conf to its old value, or recreate the lab: tripleo-lab run --clean all.

          # A running installation has read the images already.<#if release.simulated> In check mode the simulated client may not be installed yet.</#if>
          - name: client
            good: "{{ images.rc == 0 or state.stdout | trim == 'running'<#if release.simulated> or ansible_check_mode</#if> }}"
            seen: "The openstack command does not tell its container images: {{ (images.stderr | default('') ~ images.stdout) | trim }}."
            remedy: "Run stage tripleo-prepare again, which installs it: tripleo-lab run tripleo-prepare (playbooks/tripleo-prepare.yml)."

    - name: Decide whether to follow a running installation
      ansible.builtin.set_fact:
        installation_runs: "{{ state.stdout | trim == 'running' }}"
