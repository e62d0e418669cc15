package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python that {@code src/real-tripleo/environment} chooses for a client, by what is there. */
class ClientPythonTest {
  private static final int NONE = 3;

  @TempDir private Path folder;

  /** The script finds these programs on the PATH, and nothing else of this machine. */
  @BeforeEach
  void hidesThePythonsOfThisMachine() throws IOException {
    for (String name : List.of("bash", "dirname", "readlink")) {
      program("bin/" + name, "exec /usr/bin/%s \"$@\"".formatted(name));
    }
  }

  @Test
  void ownPythonIsBest() throws Exception {
    python("bin/python3.11", 0);
    Path own = python("bin/python3.9", 0);

    assertThat(choose("zed")).isEqualTo(new Choice(0, own + "\n", ""));
  }

  @Test
  void newestThatRunsReplacesIt() throws Exception {
    python("bin/python3.12", 0);
    Path newest = python("bin/python3.11", 0);
    python("bin/python3.8", 0);

    assertThat(choose("zed"))
        .isEqualTo(
            new Choice(
                0,
                newest + "\n",
                "environment: Python 3.9 is missing, so the client of zed gets Python 3.11\n"));
  }

  @Test
  void pyenvIsSearchedToo() throws Exception {
    Path own = python("pyenv/versions/2.7.18/bin/python2.7", 0);

    assertThat(choose("stein")).isEqualTo(new Choice(0, own + "\n", ""));
  }

  /** pip cannot download with a Python that lacks ssl. */
  @Test
  void incompletePythonIsNotUsed() throws Exception {
    python("bin/python3.9", 1);

    assertThat(choose("zed"))
        .isEqualTo(
            new Choice(
                NONE,
                "",
                "environment: the client of zed needs Python 3.9 or 3.11, which this machine"
                    + " lacks\n"));
  }

  @Test
  void missingPythonIsNamed() throws Exception {
    assertThat(choose("stein"))
        .isEqualTo(
            new Choice(
                NONE,
                "",
                "environment: the client of stein needs Python 2.7, which this machine lacks\n"));
  }

  /** What the script does: its exit code and its output. */
  private record Choice(int code, String out, String errors) {}

  /** Makes a Python that ends with an exit code, whatever it is asked. */
  private Path python(String path, int code) throws IOException {
    return program(path, "exit " + code);
  }

  private Path program(String path, String command) throws IOException {
    Path program = folder.resolve(path);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + command + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Choice choose(String release) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                RealTripleo.SCRIPTS.resolve("environment").toString(), "--python", release)
            .redirectError(errors.toFile());
    builder.environment().put("PATH", folder.resolve("bin").toString());
    builder.environment().put("PYENV_ROOT", folder.resolve("pyenv").toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Choice(process.waitFor(), out, Files.readString(errors));
  }
}
