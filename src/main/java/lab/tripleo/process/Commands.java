package lab.tripleo.process;

import java.util.List;
import java.util.function.Consumer;

/** Runs programs of the orchestrator. */
public interface Commands {
  /**
   * The exit code and the output of a program.
   *
   * @param out standard output, lines joined with line feeds
   * @param err standard error, in the same form
   */
  record Output(int exitCode, String out, String err) {
    /** Exit code 0. */
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /**
   * Runs a program and waits until it ends.
   *
   * @param argv program and arguments; no shell interprets them
   * @param input for its standard input; may hold a secret
   * @param line receives each line of both streams at once
   */
  Output run(List<String> argv, String input, Consumer<String> line) throws InterruptedException;

  /** Runs a program without input; its output is only returned. */
  default Output run(String... argv) throws InterruptedException {
    return run(List.of(argv), "", line -> {});
  }
}
