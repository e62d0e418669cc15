/**
 * The lab's state and secrets on the orchestrator: keys, passwords, ssh.config, known_hosts, run
 * lock and run folders. Hides the JSON of run.json. Does not depend on processes or Ansible.
 */
package lab.tripleo.workspace;
