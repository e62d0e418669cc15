package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import lab.tripleo.event.HostStats;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.Ending.Reason;
import org.junit.jupiter.api.Test;

class VerdictBuilderTest {
  private static final HostStats GOOD = new HostStats(3, 1, 0, 0, 0, 0, 0);
  private static final HostStats BAD = new HostStats(3, 1, 1, 0, 0, 0, 0);

  private final VerdictBuilder machine = new VerdictBuilder();

  private void hello() {
    machine.runStarted(new RunEvent.RunStarted(Instant.EPOCH, "2.19"));
  }

  private void recap(HostStats stats) {
    machine.runFinished(new RunEvent.RunFinished(Instant.EPOCH, Map.of("h", stats)));
  }

  private Verdict verdict(int exitCode, Reason reason) {
    return machine.verdict(new Ending(exitCode, reason));
  }

  @Test
  void withoutHelloTheVerdictIsCouldNotStart() {
    machine.errorLine("[WARNING]: something");
    machine.errorLine("ERROR! the playbook could not be found");
    machine.errorLine("");
    assertThat(verdict(1, Reason.EXITED))
        .isInstanceOfSatisfying(
            Verdict.CouldNotStart.class, it -> assertThat(it.stderrTail()).hasSize(3));
    assertThat(verdict(1, Reason.EXITED).explanation())
        .isEqualTo(
            "Ansible could not start the playbook (exit code 1). ERROR! the playbook could not be"
                + " found");
  }

  @Test
  void successWithoutHelloIsNotTrusted() {
    assertThat(verdict(0, Reason.EXITED)).isInstanceOf(Verdict.CouldNotStart.class);
  }

  @Test
  void helloWithoutRecapIsInterrupted() {
    hello();
    assertThat(verdict(0, Reason.EXITED)).isInstanceOf(Verdict.Interrupted.class);
    assertThat(verdict(99, Reason.INTERRUPTED).explanation()).startsWith("Interrupted. ");
    assertThat(verdict(143, Reason.LIMIT).explanation()).startsWith("The time limit was reached. ");
  }

  @Test
  void anErrorBeforeAnyTaskIsCouldNotStart() {
    hello();
    machine.errorLine("ERROR! a play asks for 'x' (vars_prompt)");
    assertThat(verdict(1, Reason.EXITED))
        .isInstanceOfSatisfying(
            Verdict.CouldNotStart.class,
            it -> assertThat(it.explanation()).contains("ERROR! a play asks for 'x'"));
  }

  @Test
  void aSignalBeforeAnyTaskIsAnInterruption() {
    hello();
    assertThat(verdict(137, Reason.EXITED)).isInstanceOf(Verdict.Interrupted.class);
    assertThat(verdict(250, Reason.EXITED)).isInstanceOf(Verdict.CouldNotStart.class);
  }

  @Test
  void recapIsTrustedAndTheExitCodeChecked() {
    hello();
    recap(GOOD);
    assertThat(verdict(0, Reason.EXITED)).isInstanceOf(Verdict.Succeeded.class);
    assertThat(verdict(0, Reason.INTERRUPTED)).isInstanceOf(Verdict.Succeeded.class);
    assertThat(verdict(250, Reason.EXITED)).isInstanceOf(Verdict.Failed.class);
    recap(BAD);
    assertThat(verdict(0, Reason.EXITED)).isInstanceOf(Verdict.Failed.class);
    assertThat(verdict(2, Reason.EXITED).explanation()).isEqualTo("Failed on h.");
  }

  @Test
  void explanationIsASentenceAlsoForAMessageOfSeveralLines() {
    hello();
    machine.hostFinished(
        new RunEvent.HostFinished(
            Instant.EPOCH,
            "t",
            "Check the host",
            "h",
            Outcome.FAILED,
            false,
            "2 problems found on h:\n1. memory\n2. subnet",
            ""));
    recap(BAD);
    assertThat(verdict(2, Reason.EXITED).explanation())
        .isEqualTo("The task 'Check the host' failed on h: 2 problems found on h");
  }

  @Test
  void nothingDoneIsNotASuccess() {
    hello();
    recap(HostStats.NONE);
    assertThat(verdict(0, Reason.EXITED)).isInstanceOf(Verdict.NothingMatched.class);
    recap(GOOD);
    machine.noHostsMatched(new RunEvent.NoHostsMatched(Instant.EPOCH));
    assertThat(verdict(0, Reason.EXITED)).isInstanceOf(Verdict.NothingMatched.class);
  }
}
