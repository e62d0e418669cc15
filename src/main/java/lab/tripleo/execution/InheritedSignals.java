package lab.tripleo.execution;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes started programs react to an interrupt. A shell script that starts this program in the
 * background makes it ignore the signal (POSIX, Shell Command Language, 2.11). Children inherit
 * that, and neither a shell nor Python resets it.
 */
final class InheritedSignals {
  private static final int SIGINT = 2;
  private static final List<String> HEARS_INTERRUPT = List.of("env", "--default-signal=INT");

  private final Path status;

  InheritedSignals() {
    this(Path.of("/proc/self/status"));
  }

  /** For tests: a status file as in proc(5). */
  InheritedSignals(Path status) {
    this.status = status;
  }

  /**
   * Words to put before a command line so that the program reacts to an interrupt. Empty when the
   * signal is not ignored, or when env of this machine cannot reset it (GNU's can since coreutils
   * 8.31): the program is then terminated instead.
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
