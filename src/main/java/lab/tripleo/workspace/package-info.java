/**
 * The lab's state and secrets on the orchestrator: keys, passwords, ssh.config, known_hosts, lock
 * and run folders. Hides the JSON of run.json. Knows nothing of processes or of Ansible.
 */
package lab.tripleo.workspace;
