# Settings of ansible-playbook. Ansible reads them in this folder, and only if others cannot write to it.
[defaults]
inventory = inventory/hosts.yml
gathering = smart
interpreter_python = auto_silent
retry_files_enabled = false
nocows = true
timeout = 30
host_key_checking = true

[inventory]
# Otherwise an unreadable inventory would count as an empty one, and the run would succeed.
unparsed_is_failed = true
any_unparsed_is_failed = true

[ssh_connection]
pipelining = true
retries = 3
ssh_args = -C -o ControlMaster=auto -o ControlPersist=600s
