package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.tripleo.Times;

/** The docker client, for images of machines and for changes to a machine from outside. */
final class Docker {
  private Docker() {}

  /** These tests are never skipped: without an engine they fail with this message. */
  static void require() {
    RunResult version = Command.run("docker", "version", "--format", "{{.Server.Version}}");
    assertThat(version.exitCode())
        .as(
            "The end-to-end tests need a docker engine that answers; `./tripleo-lab setup` installs and starts one.%n%s",
            version.everything())
        .isZero();
  }

  /**
   * Builds a folder's image, unless it exists for the current files, and returns its name. A build
   * takes minutes; see the folder's README. Builds run one at a time, because one image is the base
   * of another.
   */
  static synchronized String build(Path folder) throws IOException {
    String[] name = new String[1];
    Times.measure(
        "image",
        folder.getFileName().toString(),
        () -> name[0] = Command.must(folder.resolve("build-image").toString()));
    return name[0];
  }

  static String must(String... arguments) {
    return mustWithInput("", arguments);
  }

  static String mustWithInput(String input, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(List.of(arguments));
    RunResult result = Command.start(argv, Map.of(), input).await();
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result.stdout().strip();
  }

  /** Runs a shell script in a container. */
  static String shell(String container, String script) {
    return must("exec", container, "sh", "-ec", script);
  }
}
