package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands that query a prepared hypervisor and change nothing. */
@EndToEnd
@Execution(ExecutionMode.SAME_THREAD)
final class ShortcutsIT {
  private static SandboxLab lab;

  @TempDir private Path temporary;

  @BeforeAll
  static void make(@In(State.PREPARED) SandboxLab given) {
    lab = given;
  }

  @Test
  void virshListsNoMachines() {
    assertThat(lab.must("virsh", "list").stdout().strip())
        .matches("(?s)\\s*Id\\s+Name\\s+State\\s+-+");
  }

  @Test
  void sshRunsCommandsAndPassesOnTheirExitCode() {
    assertThat(lab.must("ssh", "hypervisor-stack", "id").stdout()).contains("(stack)", "(kvm)");
    assertThat(lab.must("ssh", "hypervisor-root", "ls -al").stdout()).contains(".ssh");
    RunResult seven = lab.folder().run("ssh", "hypervisor-root", "echo out; echo err >&2; exit 7");
    assertThat(seven.exitCode()).as(seven::everything).isEqualTo(7);
    assertThat(seven.stdout()).isEqualTo("out\n");
    assertThat(seven.stderr()).contains("err");
    RunResult input = lab.folder().runWithInput("of our own\n", "ssh", "hypervisor-stack", "cat");
    assertThat(input.stdout()).as(input::everything).isEqualTo("of our own\n");
  }

  @Test
  void plainSshWorksWithTheGeneratedConfiguration() {
    String config = lab.folder().file("workspace/ssh.config").toString();
    assertThat(Command.must("ssh", "-F", config, "hypervisor-stack", "whoami")).isEqualTo("stack");
  }

  @Test
  void argumentsArriveUnchanged() {
    String name = "no 'such' \"machine\" $HOME `id` *";
    RunResult result = lab.folder().run("virsh", "domstate", name);
    assertThat(result.exitCode()).as(result::everything).isEqualTo(1);
    assertThat(result.stderr()).contains("failed to get domain '" + name + "'");
    RunResult root = lab.folder().run("virsh", "-r", "net-info", name);
    assertThat(root.exitCode()).as(root::everything).isEqualTo(1);
    assertThat(root.stderr()).contains("failed to get network '" + name + "'");
  }

  @Test
  void rsyncCopiesAFileWithAnOddName() throws IOException {
    Path file = temporary.resolve("the machine's own.xml");
    Files.writeString(file, ThrowAway.DOMAIN);
    lab.must("rsync", file.toString(), "hypervisor-stack:/tmp/");
    Path back = temporary.resolve("it came back.xml");
    lab.must("rsync", "-a", "hypervisor-stack:/tmp/the machine's own.xml", back.toString());
    assertThat(back).hasSameTextualContentAs(file);
  }

  @Test
  void ipmitoolReportsAnUnknownNode() {
    RunResult unknown = lab.folder().run("ipmitool", "../throw-away/no", "power", "status");
    assertThat(unknown.exitCode()).as(unknown::everything).isEqualTo(1);
    assertThat(unknown.stderr())
        .contains("error: VirtualBMC has no node ../throw-away/no", "vbmc list");
  }

  @Test
  void generateCheckDetectsAnEditedPlaybook() throws IOException {
    lab.must("generate", "--check");
    Path playbook = lab.folder().file("playbooks/prepare.yml");
    String generated = Files.readString(playbook);
    Files.writeString(playbook, generated.replace("name: Install packages", "name: Do evil"));
    RunResult stale = lab.folder().run("generate", "--check");
    assertThat(stale.exitCode()).as(stale::everything).isEqualTo(1);
    assertThat(stale.output())
        .containsPattern("(?m)^-.*Do evil")
        .containsPattern("(?m)^\\+.*Install packages");
    lab.must("generate");
    assertThat(playbook).content().isEqualTo(generated);
    lab.must("generate", "--check");
  }

  @Test
  void tellsOfItself() {
    assertThat(lab.must("sandbox", "status").stdout()).contains("running");
    assertThat(lab.must("--version").stdout()).startsWith("tripleo-lab ");
    assertThat(lab.must("--help").stdout()).contains("prepare", "sandbox", "virsh");
    assertThat(lab.must("generate-completion").stdout()).contains("complete");
  }
}
