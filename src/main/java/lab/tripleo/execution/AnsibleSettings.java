package lab.tripleo.execution;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Configures Ansible for a run: ansible.cfg for settings that interest a reader, variables for
 * others.
 */
final class AnsibleSettings {
  static final String CFG =
      """
      # How ansible-playbook was set up in this run. Written by tripleo-lab.
      [defaults]
      stdout_callback = default
      callbacks_enabled = tripleo_lab_events
      gathering = smart
      interpreter_python = auto_silent
      retry_files_enabled = false
      verbose_to_stderr = true
      nocows = true
      # Seconds. A task of an hour costs less processor time, and each task takes at most this much longer.
      internal_poll_interval = 0.005

      [inventory]
      # An inventory that cannot be read would otherwise be an empty one, and the run a success.
      unparsed_is_failed = true
      any_unparsed_is_failed = true
      """;

  private AnsibleSettings() {}

  static Map<String, String> environment(
      PlaybookRun run, ScratchFolder folder, Map<String, String> clean) {
    Map<String, String> environment = new HashMap<>(clean);
    environment.put("ANSIBLE_CONFIG", cfgPath(run).toString());
    environment.put("ANSIBLE_CALLBACK_PLUGINS", folder.plugins().toString());
    environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", folder.controlPaths().toString());
    environment.put("ANSIBLE_LOCAL_TEMP", folder.temporary().toString());
    // Since 2.18, output of a command that is not UTF-8 would fail its task.
    environment.put("ANSIBLE_MODULE_STRICT_UTF8_RESPONSE", "0");
    environment.put("ANSIBLE_FORCE_COLOR", "0");
    environment.put("PYTHONUNBUFFERED", "1");
    environment.put("TRIPLEO_LAB_EVENTS", run.eventFile().toAbsolutePath().toString());
    environment.put("TRIPLEO_LAB_SECRETS_FILES", jsonList(run.secretFiles()));
    return environment;
  }

  /**
   * Relative if possible: Ansible replaces $ and ~ in this path, but not in the path of the folder.
   */
  private static Path cfgPath(PlaybookRun run) {
    Path cfg = run.runFolder().resolve("ansible.cfg").toAbsolutePath();
    Path lab = run.labFolder().toAbsolutePath();
    return cfg.startsWith(lab) ? lab.relativize(cfg) : cfg;
  }

  private static String jsonList(List<Path> files) {
    return files.stream()
        .map(file -> EventJson.quoted(file.toAbsolutePath().toString()))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
