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
  private static final Path RESOURCES = Path.of("src/test/resources/modules");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2.7", "3.6", "3.9", "3.11", "3.13"})
  void lookAndWrite(String version) throws IOException, InterruptedException {
    Optional<Path> python = python(version);
    assumeThat(python)
        .as("not tried with Python %s, which this machine does not have", version)
        .isPresent();
    Files.write(folder.resolve("binary"), new byte[] {'a', (byte) 0xff, 0});
    run("modules.yml", version, python.orElseThrow());
  }

  /** The programs of libvirt are stand-ins in {@code modules/bin}. */
  @ParameterizedTest
  @ValueSource(strings = {"2.7", "3.6", "3.9", "3.11", "3.13"})
  void defineNodes(String version) throws IOException, InterruptedException {
    Optional<Path> python = python(version);
    assumeThat(python)
        .as("not tried with Python %s, which this machine does not have", version)
        .isPresent();
    Files.createSymbolicLink(folder.resolve("bin"), RESOURCES.resolve("bin").toAbsolutePath());
    Files.createDirectory(folder.resolve("disks"));
    Files.writeString(
        Files.createDirectory(folder.resolve("libvirt")).resolve("foreign.xml"),
        "<domain type='qemu'><name>foreign</name><uuid>5ca1ab1e-0000-4000-8000-00000000ffff</uuid>"
            + "<memory>1</memory><vcpu>1</vcpu></domain>");
    run("nodes.yml", version, python.orElseThrow());
  }

  private void run(String name, String version, Path python)
      throws IOException, InterruptedException {
    boolean old = List.of("2.7", "3.6").contains(version);
    String program = old ? OldAnsible.programs().get(0).toString() : "ansible-playbook";
    Path playbook = Files.createDirectory(folder.resolve("playbooks")).resolve(name);
    Files.copy(RESOURCES.resolve(name), playbook);
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
            "ansible_python_interpreter=" + python,
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
