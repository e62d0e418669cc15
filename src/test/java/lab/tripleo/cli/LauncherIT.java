package lab.tripleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.tripleo.cli.Installation.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the program: its processes, the class archive, and shortcuts. */
final class LauncherIT {
  private static final String ARCHIVE_OPTION = "-XX:SharedArchiveFile=";
  private static final String MARKED = "printf 'Welcome\\n\\n--- tripleo-lab: answer ---\\n'; ";

  @TempDir Path root;

  private Installation installation;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    installation = Installation.withoutArchive(root);
  }

  @Test
  void shortcutTakesThePlaceOfLauncherAndJava() throws IOException, InterruptedException {
    installation.onPath(
        "ssh", "printf '<%s>' \"$@\"; echo; cat; echo \"pid $$ $LC_ALL\"; echo err >&2; exit 7");
    Process process =
        installation.start(
            Map.of("LC_ALL", "POSIX"), "of ours\n", "ssh", "hypervisor-root", "a  b", "x'\"y", "");
    Ended ended = Installation.end(process);
    assertThat(ended.exitCode()).as(ended::toString).isEqualTo(7);
    assertThat(ended.out())
        .endsWith("<hypervisor-root><a  b><x'\"y><>\nof ours\npid " + ended.pid() + " POSIX\n");
    assertThat(ended.err()).isEqualTo("err\n");
  }

  @Test
  void noJavaRunsBesideAShortcut() throws IOException, InterruptedException {
    String javas =
        "for it in /proc/[0-9]*; do [[ $(tr '\\0' ' ' <$it/cmdline) != *"
            + installation.folder()
            + "/tripleo-lab.jar*Main* ]] || cat $it/cmdline; done 2>/dev/null; echo looked";
    installation.onPath("ssh", javas);
    assertThat(installation.run("ssh", "tripleo-stack").out()).isEqualTo("looked\n");
    installation.onPath("ssh", MARKED + javas);
    assertThat(installation.run("virsh", "list").out()).isEqualTo("looked\n");
  }

  @Test
  void answerIsCopiedUnchangedWithoutTheOutputOfStartUpFiles()
      throws IOException, InterruptedException {
    installation.onPath("ssh", MARKED + "printf '\\0\\n\\377\\r\\n\\007'; exit 3");
    Ended ended = installation.run("virsh", "list");
    assertThat(ended.out()).isEqualTo("\0\n\u00ff\r\n\u0007");
    assertThat(ended.exitCode()).isEqualTo(3);
    installation.onPath("ssh", "printf 'Not available.\\nNo shell'");
    assertThat(installation.run("virsh", "list").out()).isEqualTo("Not available.\nNo shell");
  }

  @Test
  void lostConnectionToTheMachineIsExplained() throws IOException, InterruptedException {
    installation.onPath("ssh", "exit 255");
    for (String[] words :
        new String[][] {{"ssh", "tripleo-stack"}, {"podman", "ps"}, {"podman-bash"}}) {
      Ended ended = installation.run(words);
      assertThat(ended.exitCode()).isEqualTo(255);
      assertThat(ended.err()).contains("cannot connect to tripleo-stack");
    }
    assertThat(installation.run("ssh", "hypervisor-root").err()).isEmpty();
  }

  @Test
  void signalEndsTheProgramOfAShortcut() throws IOException, InterruptedException {
    installation.onPath(
        "ssh",
        MARKED + "trap 'echo terminated; exit 9' TERM; echo ready; while :; do sleep 0.1; done");
    Process process = installation.start(Map.of(), "", "virsh", "list");
    assertThat(process.getInputStream().readNBytes(6)).asString().isEqualTo("ready\n");
    // The method of Process closes our end of the pipes, too.
    ProcessHandle.of(process.pid()).orElseThrow().destroy();
    Ended ended = Installation.end(process);
    assertThat(ended.out()).isEqualTo("terminated\n");
    assertThat(ended.exitCode()).isEqualTo(9);
  }

  @Test
  void missingProgramIsAnError() throws IOException, InterruptedException {
    Path bin = Files.createDirectories(root.resolve("few"));
    for (String tool : List.of("bash", "env", "readlink", "mktemp", "rm", "locale")) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
    }
    Ended ended =
        Installation.end(
            installation.start(Map.of("PATH", bin.toString()), "", "ssh", "hypervisor-root"));
    assertThat(ended.exitCode()).as(ended::toString).isEqualTo(4);
    assertThat(ended.err()).contains("cannot start ssh", "`tripleo-lab setup`");
  }

  @Test
  void startTakesOneProcess() throws IOException, InterruptedException {
    installation = Installation.withArchive(root.resolve("other"));
    installation.run("--version");
    installation.awaitTrainings(1);
    for (String tool : List.of("readlink", "find", "locale", "dirname", "sed", "mktemp", "rm")) {
      installation.onPath(
          tool, "echo " + tool + " >>'" + root + "/tools'\nexec /usr/bin/" + tool + " \"$@\"");
    }
    Map<String, String> plain = Map.of("LC_ALL", "");
    Installation.end(installation.start(plain, "", "--version"));
    assertThat(root.resolve("tools")).hasContent("readlink");
    Files.delete(root.resolve("tools"));
    installation.onPath("ssh", "exit 0");
    Installation.end(installation.start(plain, "", "ssh", "hypervisor-root"));
    assertThat(root.resolve("tools")).hasContent("readlink\nmktemp\nrm");
  }

  @Test
  void archiveIsMadeOnceAndAgainWhenTheJarOrJavaChanges() throws IOException, InterruptedException {
    installation = Installation.withArchive(root.resolve("other"));
    List<Path> before = installed();
    Process one = installation.start(Map.of(), "", "--version");
    Process two = installation.start(Map.of(), "", "--version");
    assertThat(Installation.end(one).out()).startsWith("tripleo-lab ");
    assertThat(Installation.end(two).exitCode()).isZero();
    installation.awaitTrainings(1);
    assertThat(installation.trainings()).isOne();
    assertThat(installation.archives("jdk")).hasSize(1).allMatch(it -> it.toFile().length() > 1e6);
    assertThat(installation.run("--version").out()).startsWith("tripleo-lab ");
    assertThat(lastCommandLine()).contains(ARCHIVE_OPTION);
    assertThat(installed()).isEqualTo(before);

    Path jar = installation.folder().resolve("tripleo-lab.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(installation.run("--version").exitCode()).isZero();
    installation.awaitTrainings(2);
    installation.run("--version");
    assertThat(lastCommandLine()).contains(ARCHIVE_OPTION);

    installation.makeJdk("second");
    Map<String, String> other = Map.of("JAVA_HOME", installation.file("second").toString());
    assertThat(Installation.end(installation.start(other, "", "--version")).exitCode()).isZero();
    installation.awaitTrainings(3);
    assertThat(installation.archives("second")).hasSize(1);
    assertThat(installation.archives("jdk")).hasSize(1);
  }

  @Test
  void startsWithoutAHome() throws IOException, InterruptedException {
    List<Path> before = installed();
    Ended ended =
        Installation.end(
            installation.start(Map.of("HOME", "", "XDG_CACHE_HOME", ""), "", "--version"));
    assertThat(ended.out()).startsWith("tripleo-lab ");
    assertThat(ended.err()).isEmpty();
    assertThat(installation.trainings()).isZero();
    assertThat(installed()).isEqualTo(before);
  }

  @Test
  void startsWithACacheThatCannotBeWritten() throws IOException, InterruptedException {
    Ended ended = installation.run("--version");
    assertThat(ended.out()).startsWith("tripleo-lab ");
    assertThat(ended.err()).isEmpty();
  }

  private List<Path> installed() throws IOException {
    try (Stream<Path> files = Files.walk(installation.folder())) {
      return files.sorted().toList();
    }
  }

  private String lastCommandLine() throws IOException {
    List<String> all = installation.javaCommandLines();
    return all.get(all.size() - 1);
  }
}
