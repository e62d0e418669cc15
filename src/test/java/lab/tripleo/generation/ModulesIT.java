package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lab's own modules on every Python of the hosts, as Ansible runs them: {@code
 * src/test/resources/modules/modules.yml} has the expectations. They look at this machine and write
 * in a temporary folder.
 */
final class ModulesIT {
  private static final long LIMIT_MINUTES = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2.7", "3.6", "3.9", "3.11", "3.13"})
  void lookAndWrite(String version) throws IOException, InterruptedException {
    Optional<Path> python = python(version);
    assumeThat(python)
        .as("not tried with Python %s, which this machine does not have", version)
        .isPresent();
    Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff, 0});
    boolean old = List.of("2.7", "3.6").contains(version);
    String program = old ? OldAnsible.programs().get(0).toString() : "ansible-playbook";
    Path playbook = Files.createDirectory(folder.resolve("playbooks")).resolve("modules.yml");
    Files.copy(Path.of("src/test/resources/modules/modules.yml"), playbook);
    for (String modules : List.of("library", "module_utils")) {
      Files.createSymbolicLink(
          playbook.resolveSibling(modules), Path.of("playbooks", modules).toAbsolutePath());
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            program,
            "-i",
            "localhost,",
            "-c",
            "local",
            "-e",
            "folder=" + folder,
            "-e",
            "ansible_python_interpreter=" + python.orElseThrow(),
            playbook.toString());
    Path output = folder.resolve("output");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as(Files.readString(output)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  /** On the PATH, or installed by pyenv. */
  private static Optional<Path> python(String version) throws IOException {
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(":"))
            .map(it -> Path.of(it, "python" + version))
            .filter(it -> Files.isExecutable(it) && !it.toString().contains("/shims/"));
    Path pyenv =
        Path.of(
            System.getenv()
                .getOrDefault("PYENV_ROOT", System.getProperty("user.home") + "/.pyenv"));
    Path versions = pyenv.resolve("versions");
    if (!Files.isDirectory(versions)) {
      return onPath.findFirst();
    }
    try (Stream<Path> installed = Files.list(versions)) {
      List<Path> pythons =
          installed
              .filter(it -> it.getFileName().toString().startsWith(version + "."))
              .map(it -> it.resolve("bin/python" + version))
              .toList();
      return Stream.concat(onPath, pythons.stream()).findFirst();
    }
  }
}
