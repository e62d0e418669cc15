package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/** A disk is full at the temporary files of Ansible or the records of the program. */
@EndToEnd
final class FullDiskIT {
  private static final String NO_SPACE = "No space left on device";

  @Test
  @Fault(
      in = Area.DISK,
      when = "The hypervisor's disk is full at Ansible's temporary folder",
      then = "The run fails with the cause; the next run succeeds once there is space")
  void temporaryFolderOfTheHypervisor(SandboxLab lab) throws IOException {
    lab.startBare();
    lab.asRoot("mkdir /root/.ansible; mount -t tmpfs -o nr_inodes=1 tmpfs /root/.ansible");
    RunResult failed = lab.folder().run("run", "prepare", "--yes", "--no-fetch-results");
    // Section marks creates the folder, so a task fails; without it, Ansible could not connect.
    assertThat(failed.exitCode()).as(failed::everything).isEqualTo(1);
    assertThat(failed.output())
        .as(failed::everything)
        .contains("Record the owner of the lab and the objects that it creates", NO_SPACE);
    lab.asRoot("umount /root/.ansible");
    lab.must("run", "prepare", "--tags", "preflight", "--yes");
  }

  @Test
  @Fault(
      in = Area.DISK,
      when = "The disk fills up while a run writes its record",
      then = "Exit code 4 with the cause; no stack trace; no process is left")
  void diskOfTheRecord(@In(State.PREPARED) SandboxLab lab) throws IOException {
    RunResult failed =
        lab.folder().runOnTmpfs("workspace/runs", "size=120k", "run", "prepare", "--yes");
    assertThat(failed.exitCode()).as(failed::everything).isEqualTo(4);
    assertThat(failed.output()).contains(NO_SPACE, "free space").doesNotContain("\tat ");
    lab.folder().awaitQuiet();
  }
}
