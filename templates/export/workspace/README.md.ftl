# workspace

Keys, passwords and the configuration of ssh, made by `playbooks/workspace.yml` on the machine that runs Ansible. Keep this folder: who has lost
it cannot reach the lab any more. Nobody else may read it.
