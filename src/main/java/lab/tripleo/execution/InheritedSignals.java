package lab.tripleo.execution;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell script that starts this program in the background has it ignore the interrupt (POSIX,
 * Shell Command Language, 2.11), and so would all that it starts: neither a shell nor Python takes
 * an ignored signal back. What is started here is interrupted by us, and has to hear it.
 */
final class InheritedSignals {
  private static final int SIGINT = 2;
  private static final List<String> HEARS_INTERRUPT = List.of("env", "--default-signal=INT");

  private final Path status;

  InheritedSignals() {
    this(Path.of("/proc/self/status"));
  }

  /** For tests: what the kernel says of a process, as in proc(5). */
  InheritedSignals(Path status) {
    this.status = status;
  }

  /**
   * What to start a program with so that it hears an interrupt: nothing where it does anyway, and
   * where no program here can do that (GNU's env can since coreutils 8.31): it is terminated then.
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
