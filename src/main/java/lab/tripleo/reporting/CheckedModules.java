package lab.tripleo.reporting;

import java.util.Set;

/** What is known of Ansible's modules in check mode. */
final class CheckedModules {
  /**
   * Those whose documentation says of check mode "full": they look at the same things as in a run,
   * and leave out the change alone. A module that is missing here is trusted less, not more.
   */
  private static final Set<String> FULL =
      Set.of(
          "ansible.builtin.apt",
          "ansible.builtin.assert",
          "ansible.builtin.blockinfile",
          "ansible.builtin.copy",
          "ansible.builtin.debug",
          "ansible.builtin.dnf",
          "ansible.builtin.fail",
          "ansible.builtin.file",
          "ansible.builtin.find",
          "ansible.builtin.getent",
          "ansible.builtin.gather_facts",
          "ansible.builtin.group",
          "ansible.builtin.lineinfile",
          "ansible.builtin.pip",
          "ansible.builtin.replace",
          "ansible.builtin.set_fact",
          "ansible.builtin.setup",
          "ansible.builtin.slurp",
          "ansible.builtin.stat",
          "ansible.builtin.systemd",
          "ansible.builtin.systemd_service",
          "ansible.builtin.template",
          "ansible.builtin.user",
          "community.general.ini_file",
          "community.general.sefcontext",
          "community.general.timezone");

  /** In check mode they run where the playbook says so, or where a file tells them enough. */
  private static final Set<String> COMMANDS =
      Set.of("ansible.builtin.command", "ansible.builtin.shell");

  private CheckedModules() {}

  static boolean looksAsInRun(String action) {
    return FULL.contains(action);
  }

  static boolean isCommand(String action) {
    return COMMANDS.contains(action);
  }

  /** One that changes nothing whatever the playbook says of it. */
  static boolean onlyWaits(String action) {
    return action.equals("ansible.builtin.wait_for_connection");
  }
}
