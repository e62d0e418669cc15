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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A check changes nothing, and says what the run after it does: on a bare hypervisor, on one that
 * was prepared and tampered with, and on a prepared one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CheckIT {
  private static final Path LOOK = Path.of("src/faults/look");

  /**
   * Everything that a stage could touch, whoever made it. Left out are Ansible's own temporary
   * folders and systemd-timedated, which starts when it is asked for the time zone and soon ends.
   */
  private static final String WHOLE =
      """
      export LC_ALL=C
      find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/log \
          -o -path /var/lib/systemd/timers -o -path /var/lib/private -o -path /root/.ansible \
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

  @TempDir private static Path temporary;
  private static SandboxLab lab;
  private static List<JsonNode> ofBare;
  private static int certain;

  @BeforeAll
  static void make() throws IOException {
    lab = SandboxLab.make(temporary);
    // First contact is what a check needs; it is not what a check does.
    lab.must("run", "prepare", "--tags", "preflight", "--yes");
  }

  @AfterAll
  static void cleanUp() {
    if (lab != null) {
      lab.close();
    }
  }

  private static String look() throws IOException {
    return Docker.mustWithInput(WHOLE, "exec", "--interactive", lab.container(), "bash", "-s")
        + Docker.mustWithInput(
            Files.readString(LOOK), "exec", "--interactive", lab.container(), "bash", "-s");
  }

  /** Checks, with nothing changed by it, and gives the answers. */
  private static List<JsonNode> check() throws IOException {
    String before = look();
    RunResult result = lab.must("check", "prepare", "--yes");
    assertThat(look().lines().toList()).as(result::everything).isEqualTo(before.lines().toList());
    assertThat(result.output()).contains("check prepare done in ", "nothing was changed");
    assertThat(new Leaks(lab.folder().secrets()).isIn(result.output())).isFalse();
    JsonNode record = lab.folder().latestRun();
    assertThat(record.path("stage").asText()).isEqualTo("check prepare");
    assertThat(record.path("check").asBoolean()).isTrue();
    assertThat(record.path("exitCode").asInt(-1)).isZero();
    return lines("answers.jsonl");
  }

  private static List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line :
        Files.readAllLines(lab.folder().file("workspace/runs/latest").resolve(file))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static long count(List<JsonNode> answers, String field, String value) {
    return answers.stream().filter(it -> it.path(field).asText().equals(value)).count();
  }

  /** Whether each task of the newest run changed its host. */
  private static Map<String, Boolean> whatTheRunDid() throws IOException {
    Map<String, String> paths = new HashMap<>();
    Map<String, Boolean> changed = new HashMap<>();
    for (JsonNode event : lines("events.jsonl")) {
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

  /**
   * Runs the stage and compares: no certain answer may be wrong.
   *
   * @return the share of the answers that were right, in percent
   */
  private static int agreement(List<JsonNode> answers) throws IOException {
    lab.must("run", "prepare", "--yes");
    Map<String, Boolean> did = whatTheRunDid();
    Map<String, int[]> byLabel = new java.util.TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (JsonNode answer : answers) {
      String kind = answer.path("answer").asText();
      if (!kind.equals("not told")) {
        String key = answer.path("path").asText() + " " + answer.path("host").asText();
        // What a run never comes to does not change anything either.
        boolean right = kind.equals("would change") == did.getOrDefault(key, false);
        int[] counts = byLabel.computeIfAbsent(answer.path("label").asText(), it -> new int[2]);
        counts[right ? 0 : 1]++;
        if (!right) {
          wrong.add(answer.toString());
        }
      }
    }
    int right = byLabel.values().stream().mapToInt(it -> it[0]).sum();
    int all = right + wrong.size();
    System.out.printf("check and run agree on %d of %d answers%n", right, all);
    byLabel.forEach(
        (label, counts) ->
            System.out.printf("  %s: %d of %d%n", label, counts[0], counts[0] + counts[1]));
    wrong.forEach(it -> System.out.println("  wrong: " + it));
    assertThat(wrong).noneMatch(it -> it.contains("\"label\":\"certain\""));
    return 100 * right / all;
  }

  @Test
  @Order(1)
  void bareHypervisorStaysBare() throws IOException {
    ofBare = check();
    assertThat(count(ofBare, "answer", "would change")).isPositive();
    assertThat(count(ofBare, "answer", "not told")).isPositive();
    assertThat(count(ofBare, "answer", "would fail")).isZero();
    certain = (int) count(ofBare, "label", "certain");
    assertThat(certain).isGreaterThan(30);
  }

  @Test
  @Order(2)
  void aCheckIsNoRun() throws IOException {
    String id = lab.folder().latestRun().path("id").asText();
    assertThat(lab.must("runs").stdout())
        .containsPattern(id + " +succeeded +check prepare .*would change: ");
    assertThat(lab.must("stages").stdout()).doesNotContain(id);
  }

  @Test
  @Order(3)
  void runDoesWhatTheCheckOfTheBareOneSaid() throws IOException {
    assertThat(agreement(ofBare)).isGreaterThanOrEqualTo(97);
  }

  @Test
  @Order(4)
  void preparedHypervisorWouldStayAsItIs() throws IOException {
    List<JsonNode> answers = check();
    assertThat(answers)
        .filteredOn(it -> it.path("answer").asText().equals("would change"))
        .isEmpty();
    assertThat(count(answers, "label", "depends on an earlier task")).isZero();
    assertThat(count(answers, "label", "certain")).isGreaterThan(certain);
  }

  @Test
  @Order(5)
  void checkFindsWhatWasTamperedWithAndTheRunMendsThat() throws IOException {
    lab.asRoot(
        "echo tampered >>/usr/local/bin/vbmc; rm /etc/tripleo-lab/tripleo-lab/summary;"
            + " systemctl disable --quiet virtualbmc.service");
    List<JsonNode> answers = check();
    assertThat(answers)
        .filteredOn(it -> it.path("answer").asText().equals("would change"))
        .extracting(it -> it.path("task").asText())
        .containsExactly(
            "Write the command vbmc", "Start VirtualBMC, now and at boot", "Write the summary");
    assertThat(agreement(answers)).isEqualTo(100);
  }
}
