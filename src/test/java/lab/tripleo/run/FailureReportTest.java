package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.Verdict;
import lab.tripleo.generation.GeneratedLab;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;
import lab.tripleo.reporting.RunState;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunLock;
import lab.tripleo.workspace.RunRecord;
import lab.tripleo.workspace.RunStatus;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user reads at the end of a run that failed. */
final class FailureReportTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);
  private static final Path PLAYBOOK = Path.of("playbooks/prepare.yml");

  @TempDir Path folder;

  private final RunState state = new RunState();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
  private final Terminal terminal =
      new Terminal(stream, stream, new Terminal.Fds(false, false, false));

  private void failed(String task, Outcome outcome, int line, String message) {
    String path = folder.resolve(PLAYBOOK) + ":" + line;
    new RunEvent.TaskStarted(AT, "t1", task, path, "ansible.builtin.assert", List.of(), false)
        .deliverTo(state);
    new RunEvent.HostFinished(AT, "t1", task, "hypervisor-root", outcome, false, message, "")
        .deliverTo(state);
  }

  private String report(Verdict verdict, ExitCode exitCode) throws IOException, UserError {
    LabSession session = new LabSession(() -> Optional.of(folder), terminal, CLOCK);
    Lab lab = session.lab();
    GeneratedLab generated = new LabGenerator().generate(lab);
    Workspace workspace = new Workspace(folder);
    Runs runs = new Runs(workspace, CLOCK);
    try (RunLock lock = RunLock.take(workspace, "test", CLOCK)) {
      RunTarget target = RunTarget.whole(Stage.PREPARE, RunKind.RUN);
      Runs.Started run =
          runs.start(
              lock,
              new RunRecord.Start(target, Optional.of("lab"), "A release", List.of(), "0.1.0"));
      RunRecord record =
          run.record().finished(RunStatus.FAILED, 1, AT, Optional.empty(), "because", Map.of());
      new FailureReport(session, terminal)
          .print(
              new PlaybookExecution.Ended(exitCode, verdict, record, run.folder(), state),
              new RunSession.Ready(Path.of("ansible-playbook"), lab, generated, runs, lock),
              "To resume, run: it");
    }
    return err.toString(StandardCharsets.UTF_8)
        .replaceAll("\\S*workspace/runs/[0-9TZa-f-]+", "workspace/runs/ID");
  }

  private int lineOf(String text) throws UserError {
    LabSession session = new LabSession(() -> Optional.of(folder), terminal, CLOCK);
    String playbook =
        new LabGenerator()
            .generate(session.lab()).files().stream()
                .filter(it -> it.path().equals(PLAYBOOK))
                .findFirst()
                .orElseThrow()
                .content();
    return (int) playbook.substring(0, playbook.indexOf(text)).lines().count() + 1;
  }

  @Test
  void failureIsToldOnceWithAllItsPlaces() throws IOException, UserError {
    ConfigurationFolders.shipped(folder);
    int line = lineOf("    - name: Set the time zone");
    failed("Set the time zone", Outcome.FAILED, line, "1. a problem\n2. another");
    String sentence = "The task 'Set the time zone' failed on hypervisor-root: 1. a problem";
    assertThat(report(new Verdict.Failed(2, sentence), ExitCode.RUN_FAILED))
        .isEqualTo(
            """
            prepare failed after 0.0 s.

            hypervisor-root: Set the time zone
                1. a problem
                2. another
                Playbook: playbooks/prepare.yml:%d
                Configuration: configuration/environment:%d TIMEZONE=UTC

            Record: workspace/runs/ID (ansible.log is the full log)
            To resume, run: it
            """
                .formatted(line, lineOfTimeZone()));
  }

  private int lineOfTimeZone() throws IOException {
    return Files.readAllLines(folder.resolve("configuration/environment")).indexOf("TIMEZONE=UTC")
        + 1;
  }

  @Test
  void noLineOfTheConfigurationIsBlamedForAHostThatCannotBeReached() throws IOException, UserError {
    ConfigurationFolders.shipped(folder);
    int line = lineOf("    - name: Set the time zone");
    failed("Set the time zone", Outcome.UNREACHABLE, line, "ssh: timed out");
    assertThat(report(new Verdict.Failed(4, "unreachable"), ExitCode.UNREACHABLE))
        .contains("hypervisor-root could not be reached at the task 'Set the time zone'")
        .doesNotContain("Configuration: ");
  }

  @Test
  void errorOfAnsibleIsToldOnce() throws IOException, UserError {
    ConfigurationFolders.shipped(folder);
    Verdict verdict =
        new Verdict.CouldNotStart(
            4, List.of("ERROR! no such host", "see the manual"), "It broke. ERROR! no such host");
    assertThat(report(verdict, ExitCode.RUN_FAILED))
        .isEqualTo(
            """
            prepare failed after 0.0 s. It broke. ERROR! no such host
            see the manual
            Record: workspace/runs/ID (ansible.log is the full log)
            To resume, run: it
            """);
  }
}
