package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The lab's nodes: virtual machines that are off, each with a BMC. */
@EndToEnd
@Order(5)
@RecordsRuns
final class NodesIT {
  private static final String STAGE = "nodes-prepare";
  private static final String NODES = "configuration/nodes.yaml";
  private static final String BMCS = "/var/lib/tripleo-lab/tripleo-lab/virtualbmc";
  private static final String DISKS = "/home/stack/tripleo-lab/images";

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "VirtualBMC has rewritten the definition of a node, or the node runs",
      then = "The next run of `nodes-prepare` changes nothing")
  @Fault(
      in = Area.MACHINES,
      when = "The settings of a node change while it runs",
      then = "The node is reported and stays unchanged; it is defined again once it is off")
  @Fault(
      in = Area.MACHINES,
      when = "The configuration no longer has a node",
      then = "The node stays until section `remove` is run; no other node changes")
  void nodesAreDefinedSwitchedAddedAndRemoved(@In(State.CONTAINER) SandboxLab lab)
      throws IOException {
    lab.must("run", "--yes", STAGE);
    areOff(lab, "compute-0", "controller-0");
    secretsStayInTheWorkspace(lab);
    lab.changesNothing(STAGE);

    switchedByIpmi(lab);
    String controller = definition("controller-0", lab);
    String compute = definition("compute-0", lab);
    configure(lab, "compute", 2, "");
    lab.must("run", "--yes", STAGE);
    areOff(lab, "compute-0", "compute-1", "controller-0");
    assertThat(definition("controller-0", lab)).isEqualTo(controller);
    assertThat(definition("compute-0", lab)).isEqualTo(compute);
    answersInMachine(lab, 6236);

    changedWhileItRuns(lab);
    removed(lab);
    cleaned(lab);
  }

  private static void areOff(SandboxLab lab, String... names) {
    assertThat(lab.virsh("list --all --name").split("\\s+"))
        .containsExactlyInAnyOrder(with("tripleo", names));
    assertThat(lab.virsh("list --name").strip()).isEqualTo("tripleo");
    assertThat(lab.virsh("list --all --autostart --name").strip()).isEqualTo("tripleo");
    assertThat(lab.asStack("cd " + DISKS + "; ls *-disk*.qcow2").lines()).hasSize(names.length);
    assertThat(lab.must("vbmc", "list").stdout()).contains(names);
  }

  private static String[] with(String name, String... names) {
    String[] all = java.util.Arrays.copyOf(names, names.length + 1);
    all[names.length] = name;
    return all;
  }

  private static void secretsStayInTheWorkspace(SandboxLab lab) throws IOException {
    String password =
        Files.readString(lab.folder().file("workspace/passwords/admin@virtualbmc")).strip();
    assertThat(password).matches("[A-Za-z0-9]{20}");
    assertThat(Files.readString(lab.folder().file("playbooks/nodes-prepare.yml")))
        .doesNotContain(password);
    assertThat(lab.asRoot("stat --format '%a %U' " + BMCS + "/compute-0/config"))
        .isEqualTo("600 stack");
  }

  /** As an undercloud does: the boot device rewrites the definition. */
  private static void switchedByIpmi(SandboxLab lab) throws IOException {
    ipmi(lab, "compute-0", "chassis", "bootdev", "disk");
    ipmi(lab, "compute-0", "power", "on");
    SandboxLab.eventually("compute-0", () -> lab.virsh("list --name"));
    lab.changesNothing(STAGE);
    ipmi(lab, "compute-0", "power", "off");
    SandboxLab.eventually("shut off", () -> lab.virsh("domstate compute-0"));
    assertThat(definition("compute-0", lab)).contains("<boot dev='hd'/>");
    lab.changesNothing(STAGE);
  }

  private static void ipmi(SandboxLab lab, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "ipmitool";
    System.arraycopy(words, 0, all, 1, words.length);
    lab.must(all);
  }

  /** The BMC listens where the undercloud will be. */
  private static void answersInMachine(SandboxLab lab, int port) throws IOException {
    String password =
        Files.readString(lab.folder().file("workspace/passwords/admin@virtualbmc")).strip();
    RunResult asked =
        lab.folder()
            .ssh(
                "tripleo-stack",
                "ipmitool -I lanplus -H 192.168.122.1 -p "
                    + port
                    + " -U admin -f /dev/stdin power status",
                password + "\n");
    assertThat(asked.stdout()).as(asked::everything).contains("Chassis Power is off");
  }

  private static void changedWhileItRuns(SandboxLab lab) throws IOException {
    ipmi(lab, "controller-0", "power", "on");
    SandboxLab.eventually("controller-0", () -> lab.virsh("list --name"));
    String before = definition("controller-0", lab);
    configure(lab, "controller", 1, "\n    memory: 1600");
    assertThat(said(lab.must("run", "--yes", STAGE)))
        .contains("controller-0 runs and was not changed (memory: 1536 MiB instead of 1600 MiB)");
    assertThat(definition("controller-0", lab)).isEqualTo(before);
    ipmi(lab, "controller-0", "power", "off");
    SandboxLab.eventually("shut off", () -> lab.virsh("domstate controller-0"));
    lab.must("run", "--yes", STAGE);
    assertThat(definition("controller-0", lab)).contains("<memory unit='KiB'>1638400</memory>");
  }

  private static void removed(SandboxLab lab) throws IOException {
    configure(lab, "compute", 1, "");
    assertThat(said(lab.must("run", "--yes", STAGE)))
        .contains("The configuration no longer has the nodes compute-1. They stay.");
    areOff(lab, "compute-0", "compute-1", "controller-0");
    lab.must("run", "--yes", STAGE, "--tags", "remove");
    areOff(lab, "compute-0", "controller-0");
    assertThat(lab.must("vbmc", "list").stdout()).doesNotContain("compute-1");
    assertThat(lab.asRoot("ls " + BMCS)).isEqualTo("compute-0\ncontroller-0");
    lab.changesNothing(STAGE);
  }

  /** The output without line breaks. */
  private static String said(RunResult result) {
    return result.output().replaceAll("\\s+", " ");
  }

  private static void cleaned(SandboxLab lab) {
    lab.must("run", "--yes", "clean");
    assertThat(
            lab.asRoot(
                "find /home/stack/.config/libvirt/qemu /var/lib/tripleo-lab /home/stack/tripleo-lab"
                    + " -name '*compute*' -o -name '*controller*' 2>/dev/null || true"))
        .isEmpty();
    assertThat(lab.asRoot("ls -d /etc/tripleo-lab/tripleo-lab/nodes 2>/dev/null || true"))
        .isEmpty();
  }

  private static String definition(String name, SandboxLab lab) {
    return lab.virsh("dumpxml --inactive " + name);
  }

  /** Changes the entry of a name. */
  private static void configure(SandboxLab lab, String name, int count, String more)
      throws IOException {
    Path file = lab.folder().file(NODES);
    String before = Files.readString(file);
    String after =
        before.replaceFirst(
            "(- name: " + name + "\n    role: \\w+\n    count: )\\d+", "$1" + count + more);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after);
  }
}
