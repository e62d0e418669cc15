package lab.tripleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An unpacked release archive in a folder of its own, with a lab, a home, and programs that come
 * first on its PATH. Its Java writes each command line to a file.
 */
final class Installation {
  /** Makes a class archive in the background: well under a minute, but beside other tests. */
  private static final long LIMIT_SECONDS = 240;

  private static final Path REAL_JAVA = Path.of(System.getProperty("java.home"));

  private final Path root;
  private final Path cache;
  private final Path folder;

  /** A finished command, with its output as ISO 8859-1: a character is a byte. */
  record Ended(long pid, int exitCode, String out, String err) {}

  /** Makes no class archive: its cache is no folder. */
  static Installation withoutArchive(Path root) throws IOException, InterruptedException {
    return new Installation(root, Path.of("/dev/null"));
  }

  static Installation withArchive(Path root) throws IOException, InterruptedException {
    return new Installation(root, root.resolve("home/.cache"));
  }

  private Installation(Path root, Path cache) throws IOException, InterruptedException {
    this.root = root;
    this.cache = cache;
    for (String name : List.of("bin", "home", "jdk", "unpacked")) {
      Files.createDirectories(root.resolve(name));
    }
    String archive = Path.of("target/tripleo-lab-release.tar.gz").toAbsolutePath().toString();
    List<String> tar = List.of("tar", "-xzf", archive, "-C", root.resolve("unpacked").toString());
    assertThat(new ProcessBuilder(tar).inheritIO().start().waitFor()).isZero();
    try (Stream<Path> entries = Files.list(root.resolve("unpacked"))) {
      folder = entries.findFirst().orElseThrow();
    }
    Files.createDirectories(folder.resolve("workspace"));
    Files.writeString(folder.resolve("workspace/ssh.config"), "");
    makeJdk("jdk");
  }

  /** A JDK that writes its command lines to the file {@code starts}. */
  void makeJdk(String name) throws IOException {
    Path jdk = Files.createDirectories(root.resolve(name));
    Files.createDirectories(jdk.resolve("lib"));
    Files.copy(REAL_JAVA.resolve("release"), jdk.resolve("release"));
    Files.writeString(jdk.resolve("lib/modules"), "stands for the modules of " + name);
    Files.createDirectories(jdk.resolve("bin"));
    program(
        jdk.resolve("bin/java"),
        "printf '%s ' \"$@\" >>'"
            + starts()
            + "'; echo >>'"
            + starts()
            + "'\nexec '"
            + REAL_JAVA.resolve("bin/java")
            + "' \"$@\"");
  }

  Path file(String name) {
    return root.resolve(name);
  }

  Path folder() {
    return folder;
  }

  private Path starts() {
    return root.resolve("starts");
  }

  /** The command lines of all Javas so far. */
  List<String> javaCommandLines() throws IOException {
    return Files.exists(starts()) ? Files.readAllLines(starts()) : List.of();
  }

  /** Puts a shell script on the PATH. */
  void onPath(String name, String script) throws IOException {
    program(root.resolve("bin").resolve(name), script);
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return end(start(Map.of(), "", arguments));
  }

  /** Starts it; an environment variable with an empty value is unset. */
  Process start(Map<String, String> environment, String input, String... arguments)
      throws IOException {
    List<String> argv =
        Stream.concat(Stream.of(folder.resolve("tripleo-lab").toString()), Stream.of(arguments))
            .toList();
    Path in = Files.writeString(Files.createTempFile(root, "in", ""), input);
    ProcessBuilder builder = new ProcessBuilder(argv).redirectInput(in.toFile());
    builder.directory(folder.toFile());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    builder.environment().put("HOME", root.resolve("home").toString());
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().merge("PATH", "", (path, none) -> root.resolve("bin") + ":" + path);
    builder.environment().putAll(environment);
    environment.entrySet().stream()
        .filter(it -> it.getValue().isEmpty())
        .forEach(it -> builder.environment().remove(it.getKey()));
    return builder.start();
  }

  static Ended end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    return new Ended(process.pid(), process.waitFor(), out, err);
  }

  /** The archives that were made, those for this name of a JDK. */
  List<Path> archives(String jdk) throws IOException {
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(it -> it.endsWith(jdk + "/java.time"))
          .map(it -> it.resolveSibling("classes"))
          .toList();
    }
  }

  /** Waits until the background has made as many archives and has ended. */
  void awaitTrainings(int count) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
    while (trainings() < count || isMaking()) {
      assertThat(System.nanoTime()).as("training %s", javaCommandLines()).isLessThan(end);
      Thread.sleep(100);
    }
  }

  long trainings() throws IOException {
    return javaCommandLines().stream()
        .filter(it -> it.contains("lab.tripleo.cli.Training"))
        .count();
  }

  private boolean isMaking() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.anyMatch(it -> it.getFileName().toString().startsWith("next-"));
    } catch (UncheckedIOException moved) {
      return true;
    }
  }
}
