package lab.tripleo.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;

/** A folder of this machine that stands for the root of a host, for the collecting script. */
public final class LocalHost implements Commands {
  private static final String MARK = "\n--- tripleo-lab: answer ---\n";

  private final Path root;

  public LocalHost(Path root) {
    this.root = root;
  }

  /** The host, under the name that the collecting script expects. */
  public static Source named(String name) {
    return new Source(name, List.of("sh", "-s", name));
  }

  @Override
  public Output run(List<String> argv, String input, Consumer<String> line)
      throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().put("TRIPLEO_LAB_ROOT", root.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), MARK + out, "");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
