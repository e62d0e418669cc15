package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;

import lab.tripleo.run.Preflight.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreflightTest {
  @Test
  void eachLineBelowTheFirstIsAProblem() {
    String message =
        """
        The hypervisor does not fit the lab yet; problems: 2. Nothing was changed.
        second-interface-configuration: Another program configures eth1: netplan, line 3: eth1: {}. Remove it.
        ports: Other programs listen. Stop them.
        """;
    assertThat(Problem.in(message))
        .containsExactly(
            new Problem(
                "second-interface-configuration",
                "Another program configures eth1: netplan, line 3: eth1: {}. Remove it."),
            new Problem("ports", "Other programs listen. Stop them."));
  }

  @Test
  void aProblemOfSeveralLinesBecomesOneLine() {
    assertThat(
            Problem.in("Heading.\nother-lab: It has\n [7 characters left out]\nfiles.\nroot: No."))
        .containsExactly(
            new Problem("other-lab", "It has [7 characters left out] files."),
            new Problem("root", "No."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The module failed.",
        "ports: one line alone",
        "MODULE FAILURE\nSee stdout/stderr for the exact error",
        "Traceback (most recent call last):\n  File \"x\", line 1\nerror: no space left"
      })
  void otherMessagesListNoProblems(String message) {
    assertThat(Problem.in(message)).isEmpty();
  }
}
