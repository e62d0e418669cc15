package lab.tripleo.reporting;

import java.util.Set;

/** How well Ansible's modules support check mode. */
final class CheckModeSupport {
  /**
   * Modules whose documentation says "full": they look at the same state as in a run, and only skip
   * the change. A module that is missing here gets a weaker label.
   */
  private static final Set<String> FULL =
      Set.of(
          """
          ansible.builtin.apt ansible.builtin.assert ansible.builtin.blockinfile
          ansible.builtin.copy ansible.builtin.debug ansible.builtin.dnf ansible.builtin.fail
          ansible.builtin.file ansible.builtin.find ansible.builtin.getent
          ansible.builtin.gather_facts ansible.builtin.group ansible.builtin.lineinfile
          ansible.builtin.pip ansible.builtin.replace ansible.builtin.set_fact
          ansible.builtin.setup ansible.builtin.slurp ansible.builtin.stat
          ansible.builtin.systemd ansible.builtin.systemd_service ansible.builtin.template
          ansible.builtin.user community.general.ini_file community.general.sefcontext
          community.general.timezone lab_files lab_host_info lab_lock_info lab_nodes
          """
              .strip()
              .split("\\s+", -1));

  /** In check mode they run with {@code check_mode: false}, {@code creates} or {@code removes}. */
  private static final Set<String> COMMANDS =
      Set.of("ansible.builtin.command", "ansible.builtin.shell");

  private CheckModeSupport() {}

  static boolean looksAsInRun(String action) {
    return FULL.contains(action);
  }

  static boolean isCommand(String action) {
    return COMMANDS.contains(action);
  }

  /** Whether it never changes its host, whatever the playbook says. */
  static boolean onlyWaits(String action) {
    return action.equals("ansible.builtin.wait_for_connection");
  }
}
