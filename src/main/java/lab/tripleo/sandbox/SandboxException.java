package lab.tripleo.sandbox;

import lab.tripleo.process.Commands;

/** The sandbox cannot be created or reached; the message says what failed and what to do. */
public final class SandboxException extends Exception {
  private static final long serialVersionUID = 1L;

  SandboxException(String message) {
    super(message);
  }

  /** Throws unless the program succeeded. */
  static Commands.Output require(String what, Commands.Output output) throws SandboxException {
    if (!output.succeeded()) {
      throw of(what, output);
    }
    return output;
  }

  static SandboxException of(String what, Commands.Output output) {
    String said = output.err().isBlank() ? output.out() : output.err();
    return new SandboxException(what + " (exit code " + output.exitCode() + "): " + said.strip());
  }
}
