package lab.tripleo.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/**
 * Writes a file of events like those of the callback plugin: plays of 100 tasks on three hosts. Of
 * each hundred results some 70 are ok, 18 changed, 11 skipped, and one is a tolerated failure.
 */
final class EventFile {
  private static final List<String> HOSTS =
      List.of("hypervisor-root", "hypervisor-stack", "tripleo-stack");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int TASKS_OF_A_PLAY = 100;
  private static final Instant START = Instant.parse("2026-11-22T19:00:00Z");

  private final BufferedWriter out;

  /** Always the same, so that results can be compared. */
  private final Random random = new Random(7);

  private Instant now = START;
  private int written;

  private EventFile(BufferedWriter out) {
    this.out = out;
  }

  /** Writes so many events, or a few more to finish a task. */
  static void ofEvents(int events, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      EventFile it = new EventFile(out);
      it.event("hello", "\"ansible\": \"2.19.1\", \"pid\": 1");
      for (int task = 0; it.written < events; task++) {
        it.task(task, HOSTS.size());
      }
    }
  }

  /** Writes the events of so many results. */
  static void ofResults(int results, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      EventFile it = new EventFile(out);
      it.event("hello", "\"ansible\": \"2.19.1\", \"pid\": 1");
      int left = results;
      for (int task = 0; left > 0; task++) {
        it.task(task, Math.min(left, HOSTS.size()));
        left -= HOSTS.size();
      }
    }
  }

  private void task(int number, int hosts) throws IOException {
    if (number % TASKS_OF_A_PLAY == 0) {
      String name = "\"Prepare section " + number / TASKS_OF_A_PLAY + "\"";
      event(
          "play", "\"name\": " + name + ", \"hosts\": [\"" + String.join("\", \"", HOSTS) + "\"]");
    }
    String id = "\"0242ac11-0002-3f4e-5b6c-%012d\"".formatted(number);
    String name = "\"Install the packages of step " + number + "\"";
    String path = "\"/srv/labs/north/playbooks/prepare.yml:" + (number * 9 + 5) + "\"";
    event(
        "task",
        "\"id\": %s, \"name\": %s, \"path\": %s, \"action\": \"ansible.builtin.command\", \"handler\": false, \"tags\": [\"packages\"]"
            .formatted(id, name, path));
    for (String host : HOSTS.subList(0, hosts)) {
      event("host_start", "\"host\": \"" + host + "\", \"task\": " + id);
    }
    for (String host : HOSTS.subList(0, hosts)) {
      result(id, name, host, number);
    }
  }

  private void result(String id, String name, String host, int number) throws IOException {
    int chance = random.nextInt(100);
    String common = "\"host\": \"%s\", \"task\": %s, \"name\": %s, ".formatted(host, id, name);
    if (chance < 11) {
      event(
          "skipped",
          common
              + "\"result\": {\"changed\": false, \"false_condition\": \"lab.step > "
              + number
              + "\", \"skip_reason\": \"Conditional result was False\"}");
    } else if (chance < 12) {
      String result =
          "\"ignore\": true, \"result\": {\"changed\": true, \"cmd\": [\"false\"], \"msg\": \"non-zero return code\", \"rc\": 1, \"stderr\": \"step "
              + number
              + " failed\", \"stdout\": \"\"}";
      event("failed", common + result);
    } else {
      event(chance < 30 ? "changed" : "ok", common + result(number));
    }
  }

  private static String result(int number) {
    return "\"result\": {\"changed\": true, \"cmd\": [\"install\", \"--step\", \""
        + number
        + "\"], \"delta\": \"0:00:00.003218\", \"end\": \"2026-11-22 19:15:46.364718\", \"msg\": \"\", \"rc\": 0, \"start\":"
        + " \"2026-11-22 19:15:46.361500\", \"stderr\": \"\", \"stdout\": \"Package step-"
        + number
        + " is already installed.\\nNothing to do.\"}";
  }

  private void event(String event, String fields) throws IOException {
    written++;
    now = now.plusMillis(random.nextInt(80));
    out.write(
        "{\"at\": \""
            + TIME.format(now)
            + "\", \"event\": \""
            + event
            + "\", \"n\": "
            + written
            + ", "
            + fields);
    out.write("}\n");
  }
}
