package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A {@code check} of a stage: its answers, and the state of the hypervisor before and after.
 *
 * @param record its run.json
 * @param answers one for each task and host
 */
record StageCheck(
    RunResult result, JsonNode record, List<JsonNode> answers, String before, String after) {
  /**
   * Everything that a stage could change. Excludes Ansible's temporary folders, the cache of entry
   * points that vbmc refreshes at each start, and systemd-timedated, which runs only while
   * something queries the time zone.
   */
  private static final String WHOLE =
      """
      export LC_ALL=C
      find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/log \
          -o -path /var/lib/systemd/timers -o -path /var/lib/private -o -path /root/.ansible \
          -o -path '*/.cache/python-entrypoints' \
          -o -path /home/stack/.ansible -o -path /var/tmp \\) -prune \
          -o ! -type d -printf '%p %y %m %u %g %s %T@ %l\\n' | sort
      find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/log \
          -o -path /var/tmp -o -path /root/.ansible -o -path /home/stack/.ansible \\) -prune \
          -o -type d -printf '%p %m %u %g\\n' | sort
      find /etc /root /home /usr/local /opt /var/lib -xdev -type f -size -1M \
          ! -path '*/.ansible/*' ! -path '/var/lib/systemd/*' -exec sha256sum {} + | sort -k 2
      dpkg-query --show --showformat '${Package} ${Version} ${db:Status-Status}\\n'
      getent passwd; getent group; cat /etc/shadow
      systemctl list-units --state=active,failed --no-legend --plain --type=service,socket,target \
          | grep -v -e user@ -e user-runtime-dir@ -e systemd-timedated | sort
      ip -brief link; ip -brief address; ip route
      """;

  /** Runs the check, which must succeed. */
  static StageCheck of(SandboxLab lab, String stage) throws IOException {
    String before = whole(lab);
    RunResult result = lab.must("check", stage, "--yes");
    Path record = lab.folder().file("workspace/runs/latest");
    return new StageCheck(
        result,
        lab.folder().latestRun(),
        lines(record.resolve("answers.jsonl")),
        before,
        whole(lab));
  }

  private static String whole(SandboxLab lab) throws IOException {
    return Docker.mustWithInput(WHOLE, "exec", "--interactive", lab.container(), "bash", "-s")
        + lab.look();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  /** Asserts that the hypervisor is unchanged and that the record is that of a check. */
  void changedNothing() {
    assertThat(linesMissing(before, after)).as("gone: " + result.everything()).isEmpty();
    assertThat(linesMissing(after, before)).as("new: " + result.everything()).isEmpty();
    assertThat(result.output()).contains("done in ", "nothing was changed");
    assertThat(record.path("kind").asText()).isEqualTo("check");
    assertThat(record.path("exitCode").asInt(-1)).isZero();
  }

  /** The lines of the first text that the second lacks. */
  private static List<String> linesMissing(String one, String other) {
    Set<String> others = other.lines().collect(Collectors.toSet());
    return one.lines().filter(it -> !others.contains(it)).toList();
  }

  /** The number of answers with this value in this field. */
  int count(String field, String value) {
    return tasks(field, value).size();
  }

  /** The tasks of answers with this value in this field. */
  List<String> tasks(String field, String value) {
    return answers.stream()
        .filter(it -> it.path(field).asText().equals(value))
        .map(it -> it.path("task").asText())
        .toList();
  }

  /**
   * Compares the answers with a later run: no certain answer may be wrong.
   *
   * @param run the folder of the run's record
   * @return the percentage of correct answers
   */
  int agreement(Path run) throws IOException {
    Map<String, Boolean> did = whatItDid(run);
    Map<String, int[]> byLabel = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (JsonNode answer : answers) {
      String kind = answer.path("answer").asText();
      if (!kind.equals("unknown")) {
        String key = answer.path("path").asText() + " " + answer.path("host").asText();
        // A task that the run did not reach changed nothing.
        boolean right = kind.equals("would change") == did.getOrDefault(key, false);
        int[] counts = byLabel.computeIfAbsent(answer.path("label").asText(), it -> new int[2]);
        counts[right ? 0 : 1]++;
        if (!right) {
          wrong.add(answer.toString());
        }
      }
    }
    assertThat(wrong).noneMatch(it -> it.contains("\"label\":\"certain\""));
    assertThat(byLabel.get("certain")[0]).isPositive();
    int right = byLabel.values().stream().mapToInt(it -> it[0]).sum();
    return 100 * right / (right + wrong.size());
  }

  /** For each task of a run, whether it changed its host. */
  private static Map<String, Boolean> whatItDid(Path run) throws IOException {
    Map<String, String> paths = new HashMap<>();
    Map<String, Boolean> changed = new HashMap<>();
    for (JsonNode event : lines(run.resolve("events.jsonl"))) {
      switch (event.path("event").asText()) {
        case "task" -> paths.put(event.path("id").asText(), event.path("path").asText());
        case "ok", "skipped", "changed" ->
            changed.put(
                paths.get(event.path("task").asText()) + " " + event.path("host").asText(),
                event.path("event").asText().equals("changed"));
        default -> {}
      }
    }
    return changed;
  }
}
