<#--
  The first play of a playbook: without hosts, Ansible skips every play and reports success.
  Input: neededHosts, the hosts of the other plays; inWorkspace, whether those plays use the lab's inventory and workspace.
-->
# It runs on this machine. Its pattern matches with any inventory, even an empty one, and with any --limit.
- name: Check the inventory and the settings of Ansible
  hosts: all:localhost
  connection: local
  gather_facts: false
  tags: [always]
  vars:
    absent: "{{ ${neededHosts} | reject('in', groups.all + ['localhost']) | list }}"
    excluded: "{{ ${neededHosts} | reject('in', absent + ansible_play_hosts_all) | list }}"
    settings: "{{ query('ansible.builtin.config', 'DEFAULT_BECOME', 'DEFAULT_REMOTE_PORT', 'DEFAULT_TRANSPORT') }}"
<#if inWorkspace>
    lab: ${yaml(lab.name)}
    remedy: "Add --inventory {{ (playbook_dir ~ '/../inventory/hosts.yml') | realpath | quote }}."
</#if>
    problems:
<#if inWorkspace>
      - >-
        {{ '' if not absent else
           'The inventory ' ~ ansible_inventory_sources | join(', ') ~ ' lacks ' ~ absent | join(', ') ~ '. ' ~ remedy ~
           ' Ansible does not read ansible.cfg in another folder, in one that everybody can write to, or if ANSIBLE_CONFIG is set.' }}
      - >-
        {{ '' if 'hypervisor-root' in absent else
           'The inventory ' ~ ansible_inventory_sources | join(', ') ~ ' is not that of lab ' ~ lab ~ '. ' ~ remedy
           if hostvars['hypervisor-root'].lab_name | default('') != lab else
           '' if (hostvars['hypervisor-root'].lab_workspace ~ '/lab-id') is exists else
           'The workspace of the lab is missing. Run playbooks/workspace.yml if you have it, otherwise a stage with tripleo-lab run.' }}
</#if>
      - >-
        {{ '' if not excluded else
           'Option --limit excludes ' ~ excluded | join(', ') ~ '. Run the playbook without it.' }}
      - >-
        {{ '' if settings in [[false, none, 'smart'], [false, none, 'ssh']] else
           'The settings of Ansible change become, remote_port or transport, which the playbooks rely on. Remove them from ' ~
           ansible_config_file | default('ansible.cfg', true) ~ ', and ANSIBLE_BECOME, ANSIBLE_REMOTE_PORT and ANSIBLE_TRANSPORT from the environment.' }}
  tasks:
    - name: Check that Ansible has the hosts and the settings that this playbook needs
      ansible.builtin.assert:
        that: problems | select | length == 0
        fail_msg: "{{ problems | select | join(' ') }}"
        quiet: true
      run_once: true

