package lab.tripleo.e2e;

import java.time.Duration;
import java.util.List;

/** The exit code and the output of a process. */
record RunResult(
    List<String> argv, int exitCode, String stdout, String stderr, Duration took, String more) {

  RunResult {
    argv = List.copyOf(argv);
  }

  /** The message of a failed assertion. */
  String everything() {
    return String.format(
        "%s%nended with %d after %d s%n--- stdout%n%s%n--- stderr%n%s%n%s",
        String.join(" ", argv), exitCode, took.toSeconds(), stdout, stderr, more);
  }

  String output() {
    return stdout + stderr;
  }

  RunResult with(String additional) {
    return new RunResult(argv, exitCode, stdout, stderr, took, additional);
  }
}
