package lab.tripleo.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process to run.
 *
 * @param argv the program and its arguments; never a shell string, never a secret
 * @param environment everything that the process sees; nothing is inherited
 * @param limit after which it is stopped
 * @param input for its standard input, which is empty otherwise; may hold a secret
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
