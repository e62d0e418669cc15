package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/**
 * The lab folder is damaged, then `clean` runs with nothing to clean. It connects to the hypervisor
 * and writes a record like every stage.
 */
@EndToEnd
final class DamagedLabFolderIT {
  @Test
  @Fault(
      in = Area.WORKSPACE,
      when =
          "ssh.config, run lock and records contain garbage; `runs/latest` points to a missing file",
      then = "They are recreated; the stage runs and changes nothing")
  void workspaceIsGarbled(@In(State.CLEANED) SandboxLab lab) throws IOException {
    Path workspace = lab.folder().file("workspace");
    Path latest = workspace.resolve("runs/latest");
    Files.writeString(latest.resolve("run.json"), "{\"status\": \"succ");
    Files.writeString(latest.resolve("events.jsonl"), "\u0000\u0001{]");
    Files.writeString(workspace.resolve("ssh.config"), "Host *\n  ProxyCommand false\n");
    Files.writeString(workspace.resolve("lock"), "\u0000garbage");
    Files.delete(latest);
    Files.createSymbolicLink(latest, Path.of("nowhere"));
    assertThat(lab.must("runs").stdout()).isNotEmpty();
    assertThat(lab.must("stages").stdout()).contains("prepare");
    lab.changesNothing("clean");
    assertThat(lab.must("ssh", "hypervisor-root", "id -un").stdout().strip()).isEqualTo("root");
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when =
          "Symbolic links lead to the workspace, on another disk, and to the lab folder; file modes are wrong",
      then = "The stage runs and changes nothing; the modes of keys and passwords are repaired")
  void linksAndModes(@In(State.CLEANED) SandboxLab lab) throws IOException {
    Path workspace = lab.folder().file("workspace");
    Path elsewhere = workspace.resolveSibling("elsewhere");
    Files.move(workspace, elsewhere);
    Files.createSymbolicLink(workspace, elsewhere);
    Path key = workspace.resolve("keys/root@hypervisor");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
    lab.changesNothing("clean");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)))
        .isEqualTo("rwx------");
    Path link = lab.folder().path().resolveSibling("by a link");
    Files.createSymbolicLink(link, lab.folder().path());
    RunResult there = LabFolder.at(link).run("ssh", "hypervisor-root", "id -un");
    assertThat(there.exitCode()).as(there::everything).isZero();
    assertThat(there.stdout().strip()).isEqualTo("root");
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`playbooks` is a file",
      then = "Exit code 4; the message names the file; it is kept, and no host is contacted")
  void fileInThePlaceOfPlaybooks(@In(State.CLEANED) SandboxLab lab) throws IOException {
    Path playbooks = lab.folder().file("playbooks");
    Command.must("rm", "-r", playbooks.toString());
    Files.writeString(playbooks, "mine");
    RunResult refused = lab.folder().run("run", "prepare", "--yes");
    assertThat(refused.exitCode()).as(refused::everything).isEqualTo(4);
    assertThat(refused.output()).contains("playbooks").doesNotContain("\tat ", "this is a bug");
    assertThat(playbooks).content().isEqualTo("mine");
  }
}
