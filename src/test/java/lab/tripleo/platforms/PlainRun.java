package lab.tripleo.platforms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A run of ansible-playbook without the program, recorded as the program records its own. */
public final class PlainRun {
  private static final Path PLUGINS =
      Path.of("src/main/resources/ansible/callback_plugins").toAbsolutePath();
  private static final String PLUGIN = "tripleo_lab_events";
  private static final List<String> PLAYBOOKS = List.of("prepare.yml", "tripleo-prepare.yml");

  /** The module of an event; modules of ansible.builtin can be replaced only as ansible.legacy. */
  private static final Pattern LEGACY =
      Pattern.compile("(\"action\": \")(?:ansible\\.legacy\\.)?(\\w+\")");

  private final Path record;
  private final String test;

  /**
   * Prepares the next run in a folder.
   *
   * @param test the class of the test
   */
  public PlainRun(Path folder, String test) throws IOException {
    Path runs = Files.createDirectories(folder.resolve("workspace/runs"));
    this.record = Files.createTempDirectory(runs, "run");
    this.test = test;
  }

  /**
   * The environment that makes ansible-playbook record events.
   *
   * @param plugins folders of additional callback plugins
   * @param enabled the names of these plugins
   */
  public Map<String, String> environment(List<String> plugins, List<String> enabled) {
    return Map.of(
        "ANSIBLE_CALLBACK_PLUGINS",
        String.join(":", join(plugins, PLUGINS.toString())),
        "ANSIBLE_CALLBACKS_ENABLED",
        String.join(",", join(enabled, PLUGIN)),
        "TRIPLEO_LAB_EVENTS",
        events().toString());
  }

  /**
   * Records the run as succeeded, so that it counts.
   *
   * @param playbooks the folder of its playbooks
   */
  public void endedWell(Path playbooks) throws IOException {
    Path copies = Files.createDirectory(record.resolve("playbooks"));
    for (String playbook : PLAYBOOKS) {
      Files.copy(playbooks.resolve(playbook), copies.resolve(playbook));
    }
    String events = LEGACY.matcher(Files.readString(events())).replaceAll("$1ansible.builtin.$2");
    Files.writeString(events(), events);
    RunRecords.keep(record, test);
  }

  private Path events() {
    return record.resolve("events.jsonl");
  }

  private static List<String> join(List<String> some, String last) {
    return Stream.concat(some.stream(), Stream.of(last)).toList();
  }
}
