# Settings of ansible-playbook. Ansible reads them only in this folder, and only if not everybody can write to it.
# What the playbooks need is in the inventory, which overrides these settings.
[defaults]
inventory = inventory/hosts.yml
gathering = smart
interpreter_python = auto_silent
retry_files_enabled = false
nocows = true

[inventory]
# By default Ansible treats an unreadable inventory as an empty one.
unparsed_is_failed = true
any_unparsed_is_failed = true
