package lab.tripleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no other program, from arguments to exit codes. */
final class ProgramTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Program(new Terminal(toOut, toErr, new Terminal.Fds(false, false, false)))
        .run(arguments);
  }

  private String everything() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private Path lab() {
    Path lab = folder.resolve("a lab");
    assertThat(run("init", lab.toString())).as(this::everything).isZero();
    return lab;
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        new String[] {
          "init",
          "setup",
          "doctor",
          "generate",
          "diagram",
          "run",
          "check",
          "clean",
          "fetch-results",
          "openstack",
          "podman",
          "podman-bash",
          "podman-restart",
          "stages",
          "runs",
          "watch",
          "report",
          "ssh",
          "rsync",
          "virsh",
          "vbmc",
          "ipmitool",
          "sandbox"
        }) {
      out.reset();
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: tripleo-lab " + command);
    }
  }

  /** A command is built alone, but for {@code help}, which needs all. */
  @Test
  void helpIsTheSameWithAndWithoutTheOtherCommands() {
    for (String command : new String[] {"run", "generate", "ssh", "sandbox", "podman-bash"}) {
      out.reset();
      assertThat(run("help", command)).isZero();
      String amongAll = out.toString(StandardCharsets.UTF_8);
      out.reset();
      assertThat(run("-q", command, "--help")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(amongAll);
    }
    out.reset();
    assertThat(run("--help", "run")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("fetch-results", "generate-completion");
    assertThat(run("genrate")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Did you mean", "generate");
  }

  @Test
  void aNewLabGeneratesAndIsThenCurrent() throws IOException {
    Path lab = lab();
    assertThat(run("-C", lab.toString(), "generate", "--check")).isEqualTo(1);
    assertThat(lab.resolve("playbooks/prepare.yml")).doesNotExist();
    assertThat(run("-C", lab.toString(), "generate")).isZero();
    assertThat(run("-C", lab.toString(), "generate", "--check")).as(this::everything).isZero();
    Files.writeString(lab.resolve("playbooks/prepare.yml"), "edited\n");
    out.reset();
    assertThat(run("-C", lab.toString(), "generate", "--check")).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--- a/playbooks/prepare.yml", "-edited");
    assertThat(lab.resolve("playbooks/prepare.yml")).hasContent("edited\n");
  }

  @Test
  void generateKeepsPinsUntilUpdate() throws IOException {
    Path lab = lab();
    String name = lab.toString();
    Path lock = lab.resolve("tripleo-lab.lock");
    assertThat(run("-C", name, "generate", "--check")).isEqualTo(1);
    assertThat(lock).doesNotExist();
    assertThat(run("-C", name, "generate")).isZero();
    assertThat(everything()).contains("wrote tripleo-lab.lock (new)", "Not pinned, ");
    String locked = Files.readString(lock);
    assertThat(locked).contains("version: \"3.3.0\"");

    Path platform = lab.resolve("configuration/platforms/debian-12.yaml");
    Files.writeString(
        platform, Files.readString(platform).replace("version: 3.3.0", "version: 3.4.0"));
    out.reset();
    err.reset();
    assertThat(run("-C", name, "generate")).isZero();
    assertThat(everything())
        .contains(
            "[lock-differs]",
            "debian-12.yaml now specifies a different virtualbmc: version 3.4.0 instead of 3.3.0",
            "generate --update",
            "are up to date; nothing was written");
    assertThat(lock).hasContent(locked);
    assertThat(run("-C", name, "generate", "--check")).isZero();

    out.reset();
    err.reset();
    assertThat(run("-C", name, "generate", "--update")).as(this::everything).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("virtualbmc version: 3.3.0 -> 3.4.0\nwrote playbooks/prepare.yml (+3 -3)\n")
        .contains("wrote tripleo-lab.lock (+1 -1)\n");
    assertThat(lock).hasContent(locked.replace("3.3.0", "3.4.0"));
    assertThat(lab.resolve("playbooks/prepare.yml")).content().contains("version: \"3.4.0\"");
    err.reset();
    assertThat(run("-C", name, "generate", "--check")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("lock-differs");
  }

  @Test
  void changedSettingResolvesOnlyItsOwnPins() throws IOException {
    Path lab = lab();
    String name = lab.toString();
    Path lock = lab.resolve("tripleo-lab.lock");
    assertThat(run("-C", name, "generate")).isZero();
    String locked =
        Files.readString(lock)
            .replace("community.general: \"11.4.2\"", "community.general: \"11.0.0\"");
    Files.writeString(lock, locked);
    Path environment = lab.resolve("configuration/environment");
    Files.writeString(
        environment,
        Files.readString(environment)
            .replace("VIRTUALBMC_VERSION=auto", "VIRTUALBMC_VERSION=3.2.0"));
    out.reset();
    assertThat(run("-C", name, "generate")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("virtualbmc version: 3.3.0 -> 3.2.0\n");
    assertThat(lock)
        .hasContent(
            locked.replace(
                "\"auto on debian-12\"\n  version: \"3.3.0\"", "\"3.2.0\"\n  version: \"3.2.0\""));
  }

  @Test
  void damagedLockFileIsNotOverwritten() throws IOException {
    Path lab = lab();
    Path lock = lab.resolve("tripleo-lab.lock");
    Files.writeString(lock, "format: 1\nvirtualbmc:\n  asked: x\n  version: newest\n");
    for (String[] command :
        new String[][] {
          {"generate"},
          {"generate", "--update"},
          {"generate", "--check"},
          {"run", "prepare"},
          {"export", folder + "/x"}
        }) {
      err.reset();
      String[] words = new String[command.length + 2];
      words[0] = "-C";
      words[1] = lab.toString();
      System.arraycopy(command, 0, words, 2, command.length);
      assertThat(run(words)).as(this::everything).isEqualTo(3);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("tripleo-lab.lock:4:12: error: ", "nothing was written");
    }
    assertThat(lock).hasContent("format: 1\nvirtualbmc:\n  asked: x\n  version: newest\n");
    assertThat(lab.resolve("playbooks")).isEmptyDirectory();
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void exportContainsTheLockFile() throws IOException {
    Path lab = lab();
    Path export = folder.resolve("out");
    assertThat(run("-C", lab.toString(), "generate")).isZero();
    assertThat(run("-C", lab.toString(), "export", export.toString())).isZero();
    assertThat(export.resolve("tripleo-lab.lock"))
        .hasSameTextualContentAs(lab.resolve("tripleo-lab.lock"));
    assertThat(export.resolve("MANIFEST.sha256")).content().contains("  tripleo-lab.lock\n");
  }

  @Test
  void archiveIsNamedAfterTheLab() throws IOException {
    Path lab = lab();
    Path one = folder.resolve("one.tar");
    Path other = folder.resolve("other name");
    for (Path out : List.of(one, other)) {
      assertThat(run("-C", lab.toString(), "export", "--format=tar", out.toString())).isZero();
    }
    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(Files.readString(one, StandardCharsets.ISO_8859_1)).startsWith("tripleo-lab/");
    assertThat(everything()).contains("tripleo-lab/README.md in it explains");
  }

  @Test
  void manifestOfARunnerExportListsEachFile() throws IOException {
    Path export = folder.resolve("out");
    assertThat(run("-C", lab().toString(), "export", "--format=runner", export.toString()))
        .isZero();
    List<String> named;
    try (Stream<String> lines = Files.lines(export.resolve("MANIFEST.sha256"))) {
      named = lines.map(it -> it.substring(66)).toList();
    }
    try (Stream<Path> files = Files.walk(export)) {
      assertThat(files.filter(Files::isRegularFile).map(it -> export.relativize(it).toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(named.stream(), Stream.of("MANIFEST.sha256")).toList())
          .contains("env/cmdline", "project/README.md");
    }
  }

  @Test
  void explainNamesTheSettingOfALine() throws IOException {
    String lab = lab().toString();
    out.reset();
    assertThat(run("-C", lab, "generate", "--explain", "playbooks/prepare.yml:10"))
        .as(this::everything)
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("   10  #   bridge          host bridge os-ctlplane with port eth1")
        .containsPattern("<- configuration/environment:\\d+ HYPERVISOR_ADDRESS=sandbox")
        .containsPattern("openstack-control-plane.xml:\\d+ <bridge name=\"os-ctlplane\"/>");
    assertThat(Path.of(lab, "playbooks")).isEmptyDirectory();
  }

  @Test
  void explainRefusesMissingLines() {
    String lab = lab().toString();
    assertThat(run("-C", lab, "generate", "--explain", "playbooks/prepare.yml:99999")).isEqualTo(2);
    assertThat(run("-C", lab, "generate", "--explain", "README.md")).isEqualTo(2);
    assertThat(run("-C", lab, "generate", "--explain", "--check")).isEqualTo(2);
  }

  @Test
  void checkRefusesCleanAndSeveralStages() throws IOException {
    Path lab = lab();
    for (String[] wrong :
        new String[][] {
          {"clean", "tripleo-lab clean --plan"},
          {"all", "only one stage can be checked"},
          {"no-such", "unknown stage \"no-such\""}
        }) {
      err.reset();
      assertThat(run("-C", lab.toString(), "check", wrong[0])).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains(wrong[1]);
    }
    assertThat(run("-C", lab.toString(), "check")).isEqualTo(2);
    assertThat(run("-C", lab.toString(), "check", "prepare", "tripleo-prepare")).isEqualTo(2);
    assertThat(lab.resolve("workspace")).isEmptyDirectory();
  }

  @Test
  void diagramIsWrittenToStandardOutputOrAFile() throws IOException {
    Path lab = lab();
    Path svg = folder.resolve("topology.svg");
    out.reset();
    assertThat(run("-C", lab.toString(), "diagram")).as(this::everything).isZero();
    assertThat(run("-C", lab.toString(), "diagram", "--output", svg.toString())).isZero();
    assertThat(svg).hasContent(out.toString(StandardCharsets.UTF_8));
    assertThat(svg).content().startsWith("<svg ").endsWith("</svg>\n");
    assertThat(run("-C", lab.toString(), "diagram", "-o", lab + "/no/such/folder/x.svg"))
        .isEqualTo(4);
    assertThat(everything()).contains("no/such/folder").doesNotContain("This is a bug");
  }

  @Test
  void initRefusesAFolderThatIsNotEmpty() throws IOException {
    Files.writeString(folder.resolve("mine"), "mine");
    assertThat(run("init", folder.toString())).isEqualTo(2);
    assertThat(folder)
        .isDirectoryContaining("glob:**mine")
        .isDirectoryNotContaining("glob:**configuration");
  }

  @Test
  void configurationErrorsStopACommandBeforeItStarts() throws IOException {
    Path lab = lab();
    Files.writeString(
        lab.resolve("configuration/environment"), "LAB_NAM=x\nHYPERVISOR_ADDRESS=:::\n");
    for (String[] command :
        new String[][] {{"generate"}, {"run", "prepare"}, {"check", "prepare"}, {"doctor"}}) {
      err.reset();
      String[] words =
          java.util.stream.Stream.concat(
                  java.util.stream.Stream.of("-C", lab.toString()),
                  java.util.stream.Stream.of(command))
              .toArray(String[]::new);
      assertThat(run(words)).isEqualTo(3);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains(
              "configuration/environment:1:1: error: ",
              "configuration/environment:2:20: error: ",
              "nothing was written");
    }
    assertThat(lab.resolve("workspace")).isEmptyDirectory();
    assertThat(lab.resolve("playbooks")).isEmptyDirectory();
  }

  @Test
  void wrongUsageHasDistinctExitCodes() {
    assertThat(run("run", "no-such-stage")).isEqualTo(2);
    assertThat(run("no-such-command")).isEqualTo(2);
    assertThat(run("run")).isEqualTo(2);
    assertThat(run("-C", folder.resolve("nowhere").toString(), "stages")).isEqualTo(4);
    assertThat(everything()).doesNotContain("\tat ");
  }

  @Test
  void stagesAndRunsWorkBeforeTheFirstRun() {
    Path lab = lab();
    assertThat(run("-C", lab.toString(), "stages")).isZero();
    assertThat(run("-C", lab.toString(), "runs")).isZero();
    assertThat(everything()).contains("prepare", "never run", "There are no runs yet.");
  }

  @Test
  void shortcutsReportAHypervisorThatWasNeverReached() {
    Path lab = lab();
    assertThat(run("-C", lab.toString(), "ssh", "hypervisor-root")).isEqualTo(4);
    assertThat(everything()).contains("was never reached", "run prepare");
  }

  @Test
  void exitCodesAreStable() {
    assertThat(ExitCode.values())
        .extracting(ExitCode::number)
        .containsExactly(0, 1, 2, 3, 4, 5, 70, 130);
  }

  @Test
  void anUnknownSectionIsWrongUsage() throws IOException {
    Path lab = lab();
    String name = lab.toString();
    Files.writeString(
        lab.resolve("configuration/environment"),
        "HYPERVISOR_ADDRESS=sandbox\nLAB_NAME=nothing-of-it\n");
    assertThat(run("-C", name, "run", "prepare", "--tags", "nonsense", "--yes")).isEqualTo(2);
    assertThat(everything())
        .contains(
            "error: section nonsense not found in prepare", "hint: the sections are preflight, ");
    assertThat(lab.resolve("workspace/runs")).doesNotExist();
  }
}
