package lab.tripleo.orchestrator;

import java.util.List;
import java.util.Optional;
import lab.tripleo.process.Commands;

/** The Python interpreters of this machine. */
final class Pythons {
  /** Tried in this order. */
  static final List<String> CANDIDATES =
      List.of("python3", "/usr/bin/python3", "python3.13", "python3.12", "python3.11");

  private static final String ASK = "import sys; print('%d.%d' % sys.version_info[:2])";

  private Pythons() {}

  /**
   * An interpreter.
   *
   * @param version major and minor
   * @param ansible the newest release of the ansible distribution that we know to run on it
   */
  record Python(String program, String version, String ansible) {}

  static Optional<Python> newest(Commands commands) throws InterruptedException {
    for (String program : CANDIDATES) {
      Optional<Python> python = of(commands, program);
      if (python.isPresent()) {
        return python;
      }
    }
    return Optional.empty();
  }

  static Optional<Python> of(Commands commands, String program) throws InterruptedException {
    Commands.Output it = commands.run(program, "-c", ASK);
    String version = it.out().strip();
    if (!it.succeeded() || !version.matches("3\\.\\d+")) {
      return Optional.empty();
    }
    int minor = Integer.parseInt(version.substring(2));
    return ansible(minor).map(release -> new Python(program, version, release));
  }

  /** From the distributions' own requirements: 12 needs Python 3.11, 10 needs 3.10, 8 needs 3.9. */
  private static Optional<String> ansible(int minor) {
    if (minor >= 11) {
      return Optional.of("12.3.0");
    }
    return minor == 10
        ? Optional.of("10.7.0")
        : minor == 9 ? Optional.of("8.7.0") : Optional.empty();
  }

  static boolean hasVenv(Commands commands, Python python) throws InterruptedException {
    return commands.run(python.program(), "-c", "import venv, ensurepip").succeeded();
  }
}
