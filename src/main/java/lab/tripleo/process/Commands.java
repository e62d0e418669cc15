package lab.tripleo.process;

import java.util.List;
import java.util.function.Consumer;

/** Programs of the orchestrator, as the rest of the program gets at them. */
public interface Commands {
  /**
   * What a program left behind.
   *
   * @param out standard output, lines joined with line feeds
   * @param err standard error, the same
   */
  record Output(int exitCode, String out, String err) {
    /** Exit code 0. */
    public boolean succeeded() {
      return exitCode == 0;
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param argv program and arguments, no shell
   * @param input for its standard input; may hold a secret
   * @param line is given each line of both streams as it comes
   */
  Output run(List<String> argv, String input, Consumer<String> line) throws InterruptedException;

  /** As above, without input and without anybody watching. */
  default Output run(String... argv) throws InterruptedException {
    return run(List.of(argv), "", line -> {});
  }
}
