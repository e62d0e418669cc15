package lab.tripleo.platforms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A run of ansible-playbook without the program, kept as the program keeps its own, so that what it
 * ran becomes a claim, too.
 */
public final class PlainRun {
  private static final Path PLUGINS =
      Path.of("src/main/resources/ansible/callback_plugins").toAbsolutePath();
  private static final String PLUGIN = "tripleo_lab_events";
  private static final List<String> TELLING = List.of("prepare.yml", "tripleo-prepare.yml");

  /** What Ansible calls a module of ansible.legacy: under this name alone it can be replaced. */
  private static final Pattern LEGACY =
      Pattern.compile("(\"action\": \")(?:ansible\\.legacy\\.)?(\\w+\")");

  private final Path record;

  /**
   * The next one in a folder.
   *
   * @param folder right in the static temporary folder of a class that {@link RecordsRuns}
   */
  public PlainRun(Path folder) throws IOException {
    Path runs = Files.createDirectories(folder.resolve("workspace/runs"));
    try (var earlier = Files.list(runs)) {
      record = Files.createDirectory(runs.resolve(String.valueOf(earlier.count() + 1)));
    }
  }

  /**
   * What has ansible-playbook note what happens.
   *
   * @param plugins folders of other callbacks
   * @param enabled the names of these
   */
  public Map<String, String> environment(List<String> plugins, List<String> enabled) {
    return Map.of(
        "ANSIBLE_CALLBACK_PLUGINS",
        String.join(":", join(plugins, PLUGINS.toString())),
        "ANSIBLE_CALLBACKS_ENABLED",
        String.join(",", join(enabled, PLUGIN)),
        "TRIPLEO_LAB_EVENTS",
        noted().toString());
  }

  /**
   * It ended well: it counts.
   *
   * @param playbooks the folder of what it ran
   */
  public void endedWell(Path playbooks) throws IOException {
    Path copies = Files.createDirectory(record.resolve("playbooks"));
    for (String playbook : TELLING) {
      Files.copy(playbooks.resolve(playbook), copies.resolve(playbook));
    }
    String events = LEGACY.matcher(Files.readString(noted())).replaceAll("$1ansible.builtin.$2");
    Files.writeString(record.resolve("events.jsonl"), events);
  }

  private Path noted() {
    return record.resolve("noted.jsonl");
  }

  private static List<String> join(List<String> some, String last) {
    return Stream.concat(some.stream(), Stream.of(last)).toList();
  }
}
