package lab.tripleo.orchestrator;

import java.nio.file.Path;

/**
 * The Ansible that runs a lab's playbooks.
 *
 * @param playbook the program ansible-playbook
 * @param why its version and why it was chosen, one line for the user
 */
public record Ansible(Path playbook, String why) {}
