package lab.tripleo.execution;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes child processes react to an interrupt. If a shell script starts this program in the
 * background, the program ignores the signal (POSIX, Shell Command Language, 2.11). Child processes
 * inherit that, and neither a shell nor Python resets it.
 */
final class InheritedSignals {
  private static final int SIGINT = 2;
  private static final List<String> HEARS_INTERRUPT = List.of("env", "--default-signal=INT");

  private final Path status;

  InheritedSignals() {
    this(Path.of("/proc/self/status"));
  }

  /** For tests, with another status file; see proc(5). */
  InheritedSignals(Path status) {
    this.status = status;
  }

  /**
   * Arguments to put before a command so that it reacts to an interrupt. Empty if the signal is not
   * ignored, or if this machine's env cannot reset it (GNU's can since coreutils 8.31). Then the
   * command is terminated instead.
   */
  List<String> prefix() {
    return isInterruptIgnored() && canReset() ? HEARS_INTERRUPT : List.of();
  }

  private boolean isInterruptIgnored() {
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(mask -> mask.testBit(SIGINT - 1));
    } catch (IOException noProc) {
      return false;
    }
  }

  private static boolean canReset() {
    try {
      Process trial =
          new ProcessBuilder("env", "--default-signal=INT", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(2, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException noEnv) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
