package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.execution.Ending;
import lab.tripleo.execution.FilteredEnvironment;
import lab.tripleo.execution.Invocation;
import lab.tripleo.execution.ZtProcessRunner;
import lab.tripleo.process.Commands;

/** Implements {@link Commands} for packages that may not use {@code execution}. */
public final class ProgramCommands implements Commands {
  /** Longer than any installation or download takes. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /** The exit code that a shell gives a command that does not exist. */
  private static final int NOT_FOUND = 127;

  private final ZtProcessRunner runner = new ZtProcessRunner();

  @Override
  public Output run(List<String> argv, String input, Consumer<String> line)
      throws InterruptedException {
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    Optional<String> given = Optional.of(input).filter(it -> !it.isEmpty());
    Invocation invocation = new Invocation(argv, Path.of("/"), environment(), LIMIT, given);
    try {
      Ending ending =
          runner.run(invocation, text -> keep(text, out, line), text -> keep(text, err, line));
      return new Output(ending.exitCode(), out.toString(), err.toString());
    } catch (IOException notStarted) {
      return new Output(NOT_FOUND, "", String.valueOf(notStarted.getMessage()));
    }
  }

  /** Keeps the variables that tell the Docker client where its engine is. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(FilteredEnvironment.ofThisProgram());
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("DOCKER_")) {
                environment.put(name, value);
              }
            });
    return environment;
  }

  private static void keep(String text, StringBuilder kept, Consumer<String> line) {
    kept.append(text).append('\n');
    synchronized (line) {
      line.accept(text);
    }
  }
}
