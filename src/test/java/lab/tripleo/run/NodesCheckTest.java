package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.model.Nodes;
import lab.tripleo.process.Script;
import lab.tripleo.run.NodesCheck.Findings;
import lab.tripleo.run.Preflight.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says of nodes. */
final class NodesCheckTest {
  private static final String URI = "qemu:///session";
  private static final String ON = "Chassis Power is on";
  private static final String SILENT = "Error: Unable to establish IPMI v2 / RMCP+ session";

  @TempDir private Path folder;
  private Nodes nodes = Nodes.NONE;
  private String controller = "";
  private String compute = "";

  @BeforeEach
  void readTheShippedNodes() {
    nodes = nodes("debian12-qemu");
    controller = nodes.virtual().get(0).uuid().toString();
    compute = nodes.virtual().get(1).uuid().toString();
  }

  private Nodes nodes(String theCase) {
    Path lab = folder.resolve(theCase);
    ConfigurationFolders.ofCase(Path.of("src/test/resources/labs", theCase, "input"), lab);
    return ConfigurationFolders.reader()
        .read(lab)
        .lab(Optional.empty())
        .value()
        .orElseThrow()
        .nodes();
  }

  private Findings of(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("end");
    return NodesCheck.of(nodes, URI, all);
  }

  @Test
  void allIsWell() {
    assertThat(
            of(
                "made compute-0 " + compute,
                "made controller-0 " + controller,
                "defined " + controller,
                "defined " + compute,
                "running " + compute,
                "bmc compute-0 " + ON,
                "bmc controller-0 Chassis Power is off"))
        .isEqualTo(new Findings("2 of 2 defined, BMCs answer", List.of()));
  }

  @Test
  void nodesThatAreNotMadeYetAreNoProblem() {
    assertThat(of("bmc compute-0 error: VirtualBMC has no node compute-0"))
        .isEqualTo(
            new Findings("2 not made yet, `tripleo-lab run nodes-prepare` makes them", List.of()));
    assertThat(
            of("made controller-0 " + controller, "defined " + controller, "bmc controller-0 " + ON)
                .summary())
        .startsWith("1 of 2 defined, BMCs answer; 1 not made yet");
  }

  @Test
  void missingVirtualMachineIsAProblem() {
    assertThat(
            of(
                    "made compute-0 " + compute,
                    "made controller-0 " + controller,
                    "defined " + controller,
                    "bmc compute-0 " + SILENT,
                    "bmc controller-0 " + ON)
                .problems())
        .containsExactly(
            new Problem(
                "node compute-0",
                "libvirt does not have its virtual machine; `tripleo-lab run nodes-prepare` defines"
                    + " it"));
  }

  @Test
  void silentBmcIsAProblemAndARunningNodeIsNamed() {
    List<Problem> problems =
        of(
                "made compute-0 " + compute,
                "made controller-0 " + controller,
                "defined " + compute,
                "defined " + controller,
                "running " + controller,
                "bmc compute-0 " + SILENT,
                "bmc controller-0 error: VirtualBMC has no node controller-0")
            .problems();
    assertThat(problems)
        .extracting(Problem::name)
        .containsExactly("node controller-0", "node compute-0");
    assertThat(problems.get(0).text())
        .startsWith("it runs, but its BMC does not answer: VirtualBMC has no node controller-0; ");
    assertThat(problems.get(1).text())
        .startsWith("its BMC does not answer: Unable to establish IPMI v2 / RMCP+ session; ")
        .contains("`tripleo-lab vbmc list`", "`tripleo-lab run nodes-prepare`");
  }

  @Test
  void nodesThatAreNoLongerConfiguredAreNamed() {
    assertThat(of("made old-0 5ca1ab1e-0000-4000-8000-000000000000").summary())
        .endsWith("no longer configured: old-0 (`tripleo-lab run nodes-prepare --tags remove`)");
  }

  @Test
  void physicalNodesAreNotChecked() {
    nodes = nodes("debian12-physical-nodes");
    assertThat(of().summary()).contains("physical ones are not checked: ");
  }

  @Test
  void silentLibvirtIsOneProblem() {
    assertThat(of("made compute-0 " + compute, "no libvirt").problems())
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains(URI, "tripleo-lab run prepare"));
  }

  @Test
  void incompleteAnswerIsAProblem() {
    assertThat(NodesCheck.of(nodes, URI, List.of("made compute-0 " + compute)).problems())
        .hasSize(1);
  }

  /** With stand-ins for virsh and for the script that runs ipmitool. */
  @Test
  void scriptTellsWhatIsThere() throws Exception {
    program(
        "virsh",
        "[ \"$2\" = %s ] && [ \"$LIBVIRT_AUTOSTART\" = 0 ] || exit 1; [ \"$4\" = --all ] && echo %s; echo %s; echo"
            .formatted(URI, controller, compute));
    Path record = Files.writeString(folder.resolve("nodes"), "compute-0 " + compute + "\n");

    assertThat(script(record, "echo \"$1: $*\"; echo more"))
        .containsExactlyInAnyOrder(
            "made compute-0 " + compute,
            "defined " + controller,
            "defined " + compute,
            "running " + compute,
            "bmc compute-0 compute-0: compute-0 -N 2 -R 2 power status",
            "bmc controller-0 controller-0: controller-0 -N 2 -R 2 power status",
            "end");
  }

  @Test
  void scriptTellsWhatIsMissing() throws Exception {
    program("virsh", "echo 'error: failed to connect' >&2; exit 1");

    assertThat(script(folder.resolve("missing"), "echo; echo Error: no answer >&2; exit 1"))
        .containsExactlyInAnyOrder(
            "no libvirt",
            "bmc compute-0 Error: no answer",
            "bmc controller-0 Error: no answer",
            "end");
  }

  private void program(String name, String command) throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> script(Path record, String ask) throws Exception {
    List<String> arguments = List.of(record.toString(), URI, ask, "controller-0", "compute-0");
    ProcessBuilder builder =
        new ProcessBuilder(Script.named("execution/nodes").command("sh", arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (old, own) -> own + old);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().toList();
  }
}
