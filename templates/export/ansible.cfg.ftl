# Configuration of ansible-playbook. Ansible reads it only in this folder, and only if the folder is not world-writable.
[defaults]
inventory = inventory/hosts.yml
gathering = smart
interpreter_python = auto_silent
retry_files_enabled = false
nocows = true
timeout = 30
host_key_checking = true

[inventory]
# By default Ansible treats an unreadable inventory as empty, and the run succeeds without hosts.
unparsed_is_failed = true
any_unparsed_is_failed = true

[ssh_connection]
pipelining = true
retries = 3
ssh_args = -C -o ControlMaster=auto -o ControlPersist=600s
