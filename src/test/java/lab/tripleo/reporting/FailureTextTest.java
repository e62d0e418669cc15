package lab.tripleo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import org.junit.jupiter.api.Test;

/** A failure as the user reads it. */
final class FailureTextTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private static List<String> lines(int width, Outcome outcome, String message, String output) {
    RunEvent.HostFinished result =
        new RunEvent.HostFinished(AT, "t", "Check memory", "h", outcome, false, message, output);
    return new FailureText(Theme.PLAIN, width)
        .lines(
            new RunState.Done(result, "Preflight", "/lab/playbooks/prepare.yml:7", AT, List.of()));
  }

  @Test
  void listKeepsItsLinesAndIsWrappedInItsItems() {
    String message =
        """
        2 problems found on h:
        1. memory: The hypervisor has 1900 MiB of memory; a lab needs 3 GiB.
           Use a larger machine.
        2. subnet: taken

        Both keep the stage from running.""";
    assertThat(lines(44, Outcome.FAILED, message, ""))
        .containsExactly(
            "h: Check memory",
            "    2 problems found on h:",
            "    1. memory: The hypervisor has 1900 MiB",
            "       of memory; a lab needs 3 GiB.",
            "       Use a larger machine.",
            "    2. subnet: taken",
            "",
            "    Both keep the stage from running.",
            "    Playbook: playbooks/prepare.yml:7");
    assertThat(lines(Integer.MAX_VALUE, Outcome.FAILED, message, "")).hasSize(8);
  }

  @Test
  void longWordIsKeptWhole() {
    String command = "x".repeat(60);
    assertThat(lines(40, Outcome.FAILED, "Run this: " + command + " and then retry.", ""))
        .containsExactly(
            "h: Check memory",
            "    Run this:",
            "    " + command,
            "    and then retry.",
            "    Playbook: playbooks/prepare.yml:7");
  }

  @Test
  void outputIsNotRepeatedIfTheMessageHasIt() {
    assertThat(lines(80, Outcome.FAILED, "'apt-get' failed: E: no package", "E: no package\n"))
        .containsExactly(
            "h: Check memory",
            "    'apt-get' failed: E: no package",
            "    Playbook: playbooks/prepare.yml:7");
  }

  @Test
  void hostThatCannotBeReachedIsSaidToBe() {
    assertThat(lines(80, Outcome.UNREACHABLE, "ssh: timed out", ""))
        .startsWith("h could not be reached at the task 'Check memory'", "    ssh: timed out");
  }
}
