package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine {@code tripleo} in the system's libvirt. All of it is made by the old Ansible that
 * hosts with Python 2.7 need; the newest then finds nothing to change.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class TripleoPrepareSystemScopeIT {
  @TempDir private static Path temporary;
  private static SandboxLab lab;

  @BeforeAll
  static void make() throws IOException {
    lab = SandboxLab.make(temporary);
    lab.folder().set("LIBVIRT_SCOPE", "system").setPythonVersion("2.7");
  }

  @AfterAll
  static void cleanUp() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  @Order(1)
  @Fault(
      in = Area.MACHINES,
      when = "`tripleo-prepare` before `prepare`",
      then = "Refused, with what to run first")
  void needsTheStageBefore() throws IOException {
    lab.mustFail(
        List.of("tripleo-prepare"),
        "This lab has not prepared the hypervisor. Run that stage first: tripleo-lab run"
            + " prepare");
    // What ls does not find is an error for it, and what is wanted here.
    assertThat(lab.asRoot("ls -d /etc/tripleo-lab /home/stack 2>/dev/null || true")).isEmpty();
  }

  @Test
  @Order(2)
  void isMadeInTheSystemsLibvirt() throws IOException {
    lab.must("run", "prepare", "tripleo-prepare", "--yes");
    assertThat(ansibleVersion()).startsWith("2.16.");
    assertThat(lab.must("virsh", "uri").stdout().strip()).isEqualTo("qemu:///system");
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
    assertThat(lab.asStack("virsh --connect qemu:///session list --all --name")).isEmpty();
    assertThat(lab.inMachine("cloud-init status; openstack --version"))
        .contains("status: done", "simulated");
    assertThat(lab.must("virsh", "domblklist", "tripleo").stdout()).doesNotContain("seed");
  }

  private static String ansibleVersion() throws IOException {
    return lab.folder().latestRun().path("ansibleVersion").asText();
  }

  @Test
  @Order(3)
  void secondRunWithTheNewestAnsibleChangesNothing() throws IOException {
    lab.folder().setPythonVersion("3.11");
    lab.changesNothing("tripleo-prepare", 3);
    assertThat(ansibleVersion()).doesNotStartWith("2.16.");
  }

  @Test
  @Order(4)
  @Fault(
      in = Area.MACHINES,
      when = "The same with the machine in the system's libvirt",
      then = "The machine is back by itself")
  void comesBackWithItsHypervisor() throws IOException {
    Restart.survived(lab);
  }
}
