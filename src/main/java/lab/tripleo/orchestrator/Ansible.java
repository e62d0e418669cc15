package lab.tripleo.orchestrator;

import java.nio.file.Path;

/**
 * The Ansible that runs a lab's playbooks.
 *
 * @param playbook its ansible-playbook
 * @param why what it is and why it was chosen, a line for people
 */
public record Ansible(Path playbook, String why) {}
