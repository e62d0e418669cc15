package lab.tripleo.platforms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which tasks ended well from the records of runs: what a test did to them is no matter. */
final class RunRecords {
  private static final Pattern TITLE = Pattern.compile("(?m)^title: (.*)$");
  private static final Pattern PLATFORM = Pattern.compile("(?m)^ +platform: \"(.*)\"$");
  private static final Pattern SECOND_INTERFACE =
      Pattern.compile("(?m)^ +- name: Look for the second network interface (\\S+)$");
  private static final Pattern RELEASE = Pattern.compile("(?m)^# .* the client of (.*) in it:$");

  private final Map<String, String> platforms;
  private final Map<String, String> releases;
  private final ObjectMapper json = new ObjectMapper();

  private RunRecords(Map<String, String> platforms, Map<String, String> releases) {
    this.platforms = platforms;
    this.releases = releases;
  }

  static RunRecords ofCatalogue(Path configuration) throws IOException {
    return new RunRecords(
        titles(configuration.resolve("platforms")), titles(configuration.resolve("releases")));
  }

  /** The names of all entries by their titles. */
  private static Map<String, String> titles(Path folder) throws IOException {
    Map<String, String> titles = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        titles.put(first(TITLE, file).orElseThrow(), name);
      }
    }
    return titles;
  }

  private static Optional<String> first(Pattern pattern, Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(Files.readString(file));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * The tasks of a run that ended well on a host. None where it was made for a system that is not
   * in the catalogue, which takes the playbooks of another.
   *
   * @param run its folder
   */
  Set<RanTask> tasks(Path run) throws IOException {
    String platform = platform(run).orElse(null);
    String release = release(run).orElse(null);
    Set<RanTask> ended = new LinkedHashSet<>();
    if (platform == null || release == null) {
      return ended;
    }
    Optional<String> second = first(SECOND_INTERFACE, run.resolve("playbooks/prepare.yml"));
    Map<String, TaskKey> tasks = new HashMap<>();
    String play = "";
    for (JsonNode event : events(run.resolve("events.jsonl"))) {
      switch (event.path("event").asText()) {
        case "play" -> play = event.path("name").asText();
        case "task" -> tasks.put(event.path("id").asText(), key(platform, play, event, second));
        case "ok", "changed" ->
            Optional.ofNullable(tasks.get(event.path("task").asText()))
                .ifPresent(it -> ended.add(new RanTask(it, release)));
        default -> {}
      }
    }
    return ended;
  }

  /**
   * For which platform playbooks were made; absent where it is not in the catalogue.
   *
   * @param folder that of a run, or a lab's
   */
  Optional<String> platform(Path folder) throws IOException {
    return first(PLATFORM, folder.resolve("playbooks/prepare.yml")).map(platforms::get);
  }

  /** For which release they were made, in the same way. */
  Optional<String> release(Path folder) throws IOException {
    return first(RELEASE, folder.resolve("playbooks/tripleo-prepare.yml")).map(releases::get);
  }

  /** The second interface is called as in the listed labs: tasks have it in their name. */
  private static TaskKey key(
      String platform, String play, JsonNode task, Optional<String> secondInterface) {
    String stage = task.path("path").asText().replaceFirst("^.*/([^/]*)\\.yml:\\d+$", "$1");
    String own = task.path("name").asText();
    String name =
        secondInterface
            .map(it -> own.replaceAll("\\b" + Pattern.quote(it) + "\\b", Settings.SECOND_INTERFACE))
            .orElse(own);
    return TaskKey.inPlay(platform, stage, play, name, task.path("action").asText());
  }

  /** A line that a test has damaged, or that was cut off with the run, says nothing. */
  private List<JsonNode> events(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return text.lines().flatMap(it -> event(it).stream()).toList();
  }

  private Optional<JsonNode> event(String line) {
    try {
      return Optional.ofNullable(json.readTree(line));
    } catch (JsonProcessingException cut) {
      return Optional.empty();
    }
  }
}
