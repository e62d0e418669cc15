package lab.tripleo.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process to start.
 *
 * @param argv the program and its arguments; never a shell string, never a secret
 * @param environment the whole environment; nothing is inherited
 * @param limit the time after which the process is stopped
 * @param input for standard input, empty by default; may hold a secret
 */
public record Invocation(
    List<String> argv,
    Path directory,
    Map<String, String> environment,
    Duration limit,
    Optional<String> input) {
  /** Without input. */
  public Invocation(
      List<String> argv, Path directory, Map<String, String> environment, Duration limit) {
    this(argv, directory, environment, limit, Optional.empty());
  }

  public Invocation {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty() || limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("argv " + argv + ", limit " + limit);
    }
  }
}
