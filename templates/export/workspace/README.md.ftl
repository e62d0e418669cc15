# workspace

`playbooks/workspace.yml` creates keys, passwords and the ssh configuration here, on the machine that
runs Ansible. Only you can read them.

Keep this folder. Without it you cannot reach the lab.
