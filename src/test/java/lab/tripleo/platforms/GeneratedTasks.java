package lab.tripleo.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.tripleo.generation.GeneratedFile;

/** Reads which tasks there are from the playbooks of a lab. */
final class GeneratedTasks {
  static final List<String> STAGES =
      List.of("prepare", "tripleo-prepare", "tripleo-install", "clean");

  private static final List<String> BLOCKS = List.of("block", "rescue", "always");
  private static final int DIGITS = 12;

  /** Ansible ends a play by itself there: no module, no result. */
  private static final String META = "ansible.builtin.meta";

  /** What a task says, and whether it is only known on the host if it runs. */
  record Text(String sum, boolean conditional) {}

  private final YAMLMapper yaml = new YAMLMapper();
  private final Map<TaskKey, Text> tasks = new LinkedHashMap<>();
  private final String platform;
  private final List<GeneratedFile> files;

  private GeneratedTasks(String platform, List<GeneratedFile> files) {
    this.platform = platform;
    this.files = files;
  }

  /** All tasks of a lab, in their order; none where nothing was generated. */
  static Map<TaskKey, Text> of(String platform, List<GeneratedFile> files) throws IOException {
    GeneratedTasks all = new GeneratedTasks(platform, files);
    for (String stage : files.isEmpty() ? List.<String>of() : STAGES) {
      for (JsonNode play : all.yaml.readTree(all.content("playbooks/" + stage + ".yml"))) {
        String name = play.path("name").asText();
        for (String part : List.of("pre_tasks", "tasks", "post_tasks", "handlers")) {
          all.add(stage, name, play.path(part), false);
        }
      }
    }
    return all.tasks;
  }

  private String content(String file) {
    return files.stream()
        .filter(it -> it.path().toString().equals(file))
        .findAny()
        .orElseThrow()
        .content();
  }

  private void add(String stage, String play, JsonNode list, boolean inBlock) throws IOException {
    for (JsonNode task : list) {
      if (task.has(BLOCKS.get(0))) {
        for (String part : BLOCKS) {
          add(stage, play, task.path(part), true);
        }
        continue;
      }
      String module = names(task).filter(it -> it.contains(".")).findFirst().orElseThrow();
      if (module.equals(META)) {
        continue;
      }
      TaskKey key = TaskKey.inPlay(platform, stage, play, task.path("name").asText(), module);
      Text text = new Text(sum(task), inBlock || task.has("when"));
      tasks.merge(
          key,
          text,
          (a, b) -> new Text(sum(a.sum() + b.sum()), a.conditional() && b.conditional()));
    }
  }

  private static Stream<String> names(JsonNode task) {
    return task.properties().stream().map(Map.Entry::getKey);
  }

  /** Of all that it says, comments left out, and of the files that it takes from the playbooks. */
  private String sum(JsonNode task) {
    List<String> parts = new ArrayList<>(List.of(task.toString()));
    for (GeneratedFile file : files) {
      String path = file.path().toString();
      if (path.startsWith("playbooks/files/")
          && parts.get(0).matches(".*['\"]\\Q" + path.substring(16) + "\\E['\"].*")) {
        parts.add(file.content());
      }
    }
    return sum(String.join("\n", parts));
  }

  private static String sum(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] sum = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
