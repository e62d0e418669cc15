package lab.tripleo.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;

/** Fakes docker for building and copying images, and records commands. */
final class FakeDocker implements Commands {
  static final String BUILT = "a disk";
  private static final Output FINE = new Output(0, "", "");

  /** Each command as one line. */
  final List<String> asked = new ArrayList<>();

  /** The output of the command that starts with {@link #failing}. */
  Output failure = new Output(1, "", "no space left on device");

  String failing = "-";

  /** The start of the command that is interrupted. */
  String interrupted = "-";

  /** The version of the image in the sandbox; empty if it has none. */
  String versionInside = "";

  /** The standard input of the build. */
  String script = "";

  /** Whether the sandbox's image exists; a build sets this. */
  volatile boolean hasSandboxImage = true;

  /** Builds wait for this. */
  CountDownLatch mayBuild = new CountDownLatch(0);

  @Override
  public Output run(List<String> argv, String input, Consumer<String> line)
      throws InterruptedException {
    String command = String.join(" ", argv);
    synchronized (this) {
      asked.add(command);
    }
    if (command.startsWith("docker start")) {
      script = input;
      line.accept("unpacking");
      mayBuild.await(10, SECONDS);
    }
    if (command.startsWith("bash ") && !command.startsWith(failing)) {
      mayBuild.await(10, SECONDS);
      hasSandboxImage = true;
    }
    if (command.startsWith("docker image inspect") && !hasSandboxImage) {
      return new Output(1, "", "No such image");
    }
    if (command.startsWith("docker cp tripleo-lab-cloud-image-")) {
      write(Path.of(argv.get(3)));
    }
    if (command.startsWith(interrupted)) {
      throw new InterruptedException();
    }
    if (command.startsWith(failing)) {
      return failure;
    }
    return argv.contains("version") ? inside() : FINE;
  }

  synchronized long count(String start) {
    return asked.stream().filter(it -> it.startsWith(start)).count();
  }

  private Output inside() {
    return versionInside.isEmpty() ? new Output(1, "", "") : new Output(0, versionInside, "");
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, BUILT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
