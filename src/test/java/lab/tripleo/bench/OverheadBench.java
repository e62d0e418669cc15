package lab.tripleo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.AnsiblePlaybook;
import lab.tripleo.execution.PlaybookRun;
import lab.tripleo.reporting.Forecast;
import lab.tripleo.reporting.PlainProgress;
import lab.tripleo.reporting.RunState;
import lab.tripleo.reporting.Theme;
import lab.tripleo.secrets.Redaction;

/**
 * What a run adds to ansible-playbook: the callback plugin, the log files and the progress. The
 * playbook has many cheap tasks on this machine. The start of the program is not in it.
 */
final class OverheadBench {
  private static final int TASKS = 50;
  private static final int ROUNDS = 3;

  private OverheadBench() {}

  static void run(Path folder, String ansible, PrintStream out)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("run"));
    String host = "{ansible_connection: local, ansible_python_interpreter: \"%s\"}";
    String python = host.formatted("{{ ansible_playbook_python }}");
    Files.writeString(folder.resolve("hosts.yml"), "all: {hosts: {localhost: " + python + "}}\n");
    StringBuilder playbook = new StringBuilder("- hosts: all\n  gather_facts: false\n  tasks:\n");
    for (int i = 0; i < TASKS; i++) {
      playbook
          .append("    - {name: Step ")
          .append(i)
          .append(", ansible.builtin.command: 'true'}\n");
    }
    Files.writeString(folder.resolve("steps.yml"), playbook);
    double[] millis =
        Bench.medians(
            ROUNDS,
            1,
            System::nanoTime,
            List.of(() -> plain(folder, ansible), () -> program(folder, ansible)));
    Bench.print(out, "overhead plain", millis[0], "ms", 1, "");
    Bench.print(out, "overhead by the program", millis[1], "ms", millis[1] / millis[0], "plain");
    Bench.print(out, "overhead added", millis[1] - millis[0], "ms", 0, "");
  }

  private static void program(Path folder, String ansible) throws IOException {
    PlaybookRun run =
        new PlaybookRun(
            folder,
            Path.of("hosts.yml"),
            Path.of("steps.yml"),
            folder.resolve("run"),
            false,
            List.of(),
            List.of(),
            new Redaction(List.of("a-password-of-the-lab")),
            Duration.ofMinutes(10));
    Files.deleteIfExists(folder.resolve("run/events.jsonl"));
    RunState state = new RunState();
    Forecast forecast = Forecast.none();
    StringBuilder shown = new StringBuilder();
    PlainProgress lines = new PlainProgress(forecast, Theme.PLAIN, shown::append);
    new AnsiblePlaybook(ansible, Clock.systemUTC())
        .run(
            run,
            new EveryEvent() {
              @Override
              protected void any(RunEvent event) {
                event.deliverTo(state);
                event.deliverTo(forecast);
                lines.show(event, state);
              }
            });
    if (state.tasksStarted() != TASKS) {
      throw new IOException("tasks that started: " + state.tasksStarted());
    }
  }

  /** With the settings of the last run, but without the program's plugin. */
  private static void plain(Path folder, String ansible) throws IOException, InterruptedException {
    Path used = folder.resolve("run/ansible.cfg");
    if (Files.exists(used)) {
      Files.writeString(
          folder.resolve("plain.cfg"),
          Files.readString(used).replaceAll("(?m)^callbacks_enabled.*\n", ""));
    } else {
      Files.writeString(folder.resolve("plain.cfg"), "[defaults]\nretry_files_enabled = false\n");
    }
    ProcessBuilder builder = new ProcessBuilder(ansible, "-i", "hosts.yml", "steps.yml");
    builder.environment().put("ANSIBLE_CONFIG", folder.resolve("plain.cfg").toString());
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("plain.log").toFile());
    if (builder.start().waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("plain.log")));
    }
  }
}
