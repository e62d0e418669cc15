- name: Verify - check that each node is available or in use
  hosts: tripleo-stack
  tags: [verify]
  gather_facts: false
  vars:
    virtual: [${virtual?map(it -> it.name)?join(", ")}]
  tasks:
<@skipInCheckMode/>

    - name: Find the nodes that are not ready
      ansible.builtin.command:
        argv: [${([guest.python, registrar, "explain"] + introspect)?join(", ")}]
      register: explained
      changed_when: false
      check_mode: false

    - name: Check that each node is ready
      ansible.builtin.assert:
        that: report.nodes | length == 0
        fail_msg: |-
          These nodes are not available:
          {% for node in report.nodes %}
          {{ node.name }}: {{ node.why }}{{ (node.remedy != '') | ternary('. Use: ' ~ node.remedy, '') }}{{
             (node.name in virtual) | ternary('. Console: ${images}/' ~ node.name ~ '-console.log on the hypervisor', '') }}
          {% endfor %}
          {% for line in report.failures + report.log %}
          {{ line }}
          {% endfor %}
<#if introspection.enabled>
          Log of the inspector: ${inspectorLog} in virtual machine tripleo.
</#if>
          Log of this stage: ${registerLog} in virtual machine tripleo.
          Does the BMC answer? tripleo-lab ipmitool NODE power status
          The next run continues from here and repairs what it can: tripleo-lab run nodes-register
        quiet: true
      vars:
        report: "{{ explained.stdout | from_json }}"
