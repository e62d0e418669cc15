<#-- For stages after prepare. Variables of a play, and a check, that decide by the look at the hypervisor whether this lab has prepared it. -->
<#macro preparedVariables>
    hypervisor: "{{ hostvars['hypervisor-root'].look }}"
    owner: "{{ hypervisor.files['${marks}/owner'].content | trim }}"
    lab_id: "{{ lookup('ansible.builtin.file', lab_workspace ~ '/lab-id') | trim }}"
    prepared: "{{ owner == lab_id and 'stack' in hypervisor.users }}"
</#macro>
<#macro preparedCheck>
          - name: prepared
            good: "{{ prepared }}"
            seen: "This lab has not prepared the hypervisor{{ (owner in ['', lab_id]) | ternary('', ': it belongs to another lab folder') }}."
            remedy: "Run stage prepare first: tripleo-lab run prepare (playbooks/prepare.yml)."
</#macro>
<#-- Fails once with all problems of `checks`, a variable of the task. -->
<#macro assertNoProblems title>
      ansible.builtin.assert:
        that: problems | length == 0
        fail_msg: |-
          ${title}; problems: {{ problems | length }}. Nothing was changed.
          {% for problem in problems %}
          {{ problem.name }}: {{ problem.seen | trim }} {{ problem.remedy | trim }}
          {% endfor %}
        quiet: true
</#macro>
