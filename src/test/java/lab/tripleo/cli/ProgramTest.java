package lab.tripleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no other program, from their words to their exit codes. */
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
          "ssh",
          "rsync",
          "virsh",
          "vbmc",
          "sandbox"
        }) {
      out.reset();
      assertThat(run(command, "--help")).as(command).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: tripleo-lab " + command);
    }
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
  void aLineIsExplainedByWhatDecidesIt() throws IOException {
    String lab = lab().toString();
    out.reset();
    assertThat(run("-C", lab, "generate", "--explain", "playbooks/prepare.yml:10"))
        .as(this::everything)
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("   10  #   bridge          host bridge os-ctlplane, joined by eth1")
        .containsPattern("<- configuration/environment:\\d+ HYPERVISOR_ADDRESS=sandbox")
        .containsPattern("openstack-control-plane.xml:\\d+ <bridge name=\"os-ctlplane\"/>");
    assertThat(Path.of(lab, "playbooks")).isEmptyDirectory();
  }

  @Test
  void onlyLinesThatThereAreAreExplained() {
    String lab = lab().toString();
    assertThat(run("-C", lab, "generate", "--explain", "playbooks/prepare.yml:99999")).isEqualTo(2);
    assertThat(run("-C", lab, "generate", "--explain", "README.md")).isEqualTo(2);
    assertThat(run("-C", lab, "generate", "--explain", "--check")).isEqualTo(2);
  }

  @Test
  void checkTakesOneStageThatIsNoCleaning() throws IOException {
    Path lab = lab();
    for (String[] wrong :
        new String[][] {
          {"clean", "tripleo-lab clean --plan"},
          {"all", "one stage is checked at a time"},
          {"no-such", "there is no stage \"no-such\""}
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
  void theDiagramGoesToStandardOutputOrAFile() throws IOException {
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
  void initLeavesAFullFolderAlone() throws IOException {
    Files.writeString(folder.resolve("mine"), "mine");
    assertThat(run("init", folder.toString())).isEqualTo(2);
    assertThat(folder)
        .isDirectoryContaining("glob:**mine")
        .isDirectoryNotContaining("glob:**configuration");
  }

  @Test
  void errorsInTheConfigurationEndEverythingBeforeItBegins() throws IOException {
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
  void wrongUsageIsToldApart() {
    assertThat(run("run", "no-such-stage")).isEqualTo(2);
    assertThat(run("no-such-command")).isEqualTo(2);
    assertThat(run("run")).isEqualTo(2);
    assertThat(run("-C", folder.resolve("nowhere").toString(), "stages")).isEqualTo(4);
    assertThat(everything()).doesNotContain("\tat ");
  }

  @Test
  void stagesAndRunsAnswerBeforeTheFirstRun() {
    Path lab = lab();
    assertThat(run("-C", lab.toString(), "stages")).isZero();
    assertThat(run("-C", lab.toString(), "runs")).isZero();
    assertThat(everything()).contains("prepare", "never run", "There are no runs yet.");
  }

  @Test
  void shortcutsSayWhenThereIsNothingToReachYet() {
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
}
