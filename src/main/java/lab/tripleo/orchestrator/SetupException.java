package lab.tripleo.orchestrator;

import lab.tripleo.process.Commands;

/** An installation or a start failed; the message has the command and its output. */
public final class SetupException extends Exception {
  private static final long serialVersionUID = 1L;

  SetupException(String message) {
    super(message);
  }

  /** Throws unless the program succeeded. */
  static void require(String what, Commands.Output output) throws SetupException {
    if (!output.succeeded()) {
      String said = output.err().isBlank() ? output.out() : output.err();
      throw new SetupException(what + " (exit code " + output.exitCode() + "): " + lastLines(said));
    }
  }

  private static String lastLines(String text) {
    var lines = text.strip().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }
}
