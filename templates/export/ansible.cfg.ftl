# How ansible-playbook is set up here. It is read in this folder, and only when others cannot write to it.
[defaults]
inventory = inventory/hosts.yml
gathering = smart
interpreter_python = auto_silent
retry_files_enabled = false
nocows = true
timeout = 30
host_key_checking = true

[inventory]
# An inventory that cannot be read would otherwise be an empty one, and the run a success.
unparsed_is_failed = true
any_unparsed_is_failed = true

[ssh_connection]
pipelining = true
retries = 3
ssh_args = -C -o ControlMaster=auto -o ControlPersist=600s
