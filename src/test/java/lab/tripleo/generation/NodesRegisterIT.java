package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program {@code nodes-register} with the stand-in for the client and for Ironic. */
@Timeout(180)
final class NodesRegisterIT {
  private static final int STILL_RUNNING = 75;
  private static final List<String> IMPORT =
      List.of("openstack", "overcloud", "node", "import", "--no-deploy-image");
  private static final List<String> INTROSPECT =
      List.of(
          "openstack overcloud node introspect --concurrency 1 --node-timeout 2 --max-retries 0"
              .split(" ", -1));
  private static final List<String> PROVIDE = List.of("openstack", "overcloud", "node", "provide");

  @TempDir private Path folder;
  private FakeIronic undercloud;

  @BeforeEach
  void start() throws IOException {
    undercloud = new FakeIronic(Files.createDirectory(folder.resolve("home")), "python3");
    nodes("controller-0", "compute-0");
  }

  @AfterEach
  void stop() {
    undercloud.close();
  }

  /** Each node has a BMC port and a MAC address by its place. */
  private void nodes(String... names) throws IOException {
    List<String> entries =
        IntStream.range(0, names.length).mapToObj(it -> entry(names[it], 6230 + it, it)).toList();
    Files.writeString(
        undercloud.home().resolve("nodes.json"),
        "{\"nodes\": [" + String.join(",", entries) + "]}");
  }

  private static String entry(String name, int port, int number) {
    return """
    {"name": "%s", "arch": "x86_64", "cpu": "1", "memory": "1536", "disk": "6", "pm_type": "ipmi",
     "capabilities": "profile:compute,boot_mode:bios", "pm_addr": "192.168.122.1", "pm_port": "%d",
     "pm_user": "admin", "pm_password": "secret%d", "ports": [{"address": "52:54:00:00:00:0%d"}]}
    """
        .formatted(name, port, number, number);
  }

  /** Runs a step to its end; the first line says whether it started. */
  private List<String> step(String name, List<String> command, String limit) throws Exception {
    FakeIronic.Said started = undercloud.registrar(start(name, command, limit));
    assertThat(started.code()).as(started.errors()).isZero();
    List<String> lines = new ArrayList<>(List.of(started.out().strip()));
    FakeIronic.Said said;
    do {
      said = undercloud.registrar("follow", "1");
      lines.add(said.out().strip());
    } while (said.code() == STILL_RUNNING);
    assertThat(said.code()).as(said.errors()).isZero();
    return lines;
  }

  private static String[] start(String name, List<String> command, String limit) {
    List<String> arguments = new ArrayList<>(List.of("start", name, limit, "--introspect"));
    arguments.addAll(command);
    return arguments.toArray(String[]::new);
  }

  private List<String> register() throws Exception {
    List<String> lines = new ArrayList<>(step("register", IMPORT, "60"));
    lines.addAll(step("introspect", INTROSPECT, "60"));
    lines.addAll(step("provide", PROVIDE, "60"));
    return lines;
  }

  private JsonNode todo() throws Exception {
    return json("todo", "--introspect");
  }

  private JsonNode explain() throws Exception {
    return json("explain", "--introspect");
  }

  private JsonNode json(String... arguments) throws Exception {
    FakeIronic.Said said = undercloud.registrar(arguments);
    assertThat(said.code()).as(said.errors()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  private String states() throws Exception {
    return undercloud
        .openstack(
            "baremetal", "node", "list", "-f", "value", "-c", "Name", "-c", "Provisioning State")
        .out();
  }

  @Test
  void registersInspectsAndProvides() throws Exception {
    assertThat(todo().path("register")).hasSize(2);

    List<String> lines = register();

    assertThat(lines).contains("started", "ended").doesNotContain("nothing");
    assertThat(lines).anyMatch(it -> it.startsWith("register - "));
    assertThat(states()).isEqualTo("controller-0 available\ncompute-0 available\n");
    assertThat(explain().path("nodes")).isEmpty();
    assertThat(undercloud.home().resolve("tripleo-lab/nodes-import.json")).doesNotExist();
    assertThat(Files.readString(undercloud.home().resolve("nodes_register.log")))
        .contains("openstack overcloud node introspect")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @MethodSource("lab.tripleo.generation.OldPythons#ofThisMachine")
  void runsWithOldPythons(String python) throws Exception {
    undercloud.close();
    undercloud = new FakeIronic(Files.createDirectory(folder.resolve("other-home")), python);
    nodes("controller-0", "compute-0");

    assertThat(register()).contains("started", "ended");

    assertThat(states()).isEqualTo("controller-0 available\ncompute-0 available\n");
    assertThat(explain().path("nodes")).isEmpty();
    nodes("controller-0");
    assertThat(undercloud.registrar("remove").out()).contains("compute-0");
  }

  @Test
  void secondRunChangesNothing() throws Exception {
    register();
    undercloud.requests();

    assertThat(todo().path("needed")).isEmpty();
    assertThat(register()).contains("nothing").doesNotContain("started");
    assertThat(undercloud.requests()).isEmpty();
  }

  @Test
  void anotherNodeTouchesNoOther() throws Exception {
    register();
    undercloud.requests();
    nodes("controller-0", "compute-0", "compute-1");

    assertThat(todo().path("needed")).extracting(JsonNode::asText).containsExactly("compute-1");
    register();

    assertThat(states()).contains("compute-1 available");
    assertThat(undercloud.requests()).hasSize(5).noneMatch(it -> it.startsWith("PATCH"));
  }

  @Test
  void foreignNodesStayUntouched() throws Exception {
    Path foreign = folder.resolve("foreign.json");
    Files.writeString(foreign, "{\"nodes\": [" + entry("theirs", 7000, 9) + "]}");
    undercloud.openstack("overcloud", "node", "import", "--no-deploy-image", foreign.toString());
    undercloud.requests();

    register();

    assertThat(states()).contains("theirs manageable");
    assertThat(undercloud.requests()).hasSize(10).noneMatch(it -> it.startsWith("PATCH"));
  }

  @Test
  void changedSettingsAreImportedUnlessTheNodeIsInUse() throws Exception {
    register();
    undercloud.set("compute-0", "{\"provision_state\": \"active\"}");
    undercloud.requests();
    Path file = undercloud.home().resolve("nodes.json");
    Files.writeString(file, Files.readString(file).replace("secret", "other"));

    assertThat(todo().path("register"))
        .extracting(JsonNode::asText)
        .containsExactly("controller-0");
    assertThat(todo().path("deployed")).extracting(JsonNode::asText).containsExactly("compute-0");
    register();

    assertThat(undercloud.requests())
        .singleElement()
        .satisfies(it -> assertThat(it).startsWith("PATCH").contains("other0"));
    assertThat(explain().path("nodes")).isEmpty();
  }

  @Test
  void saysWhyANodeIsNotAvailable() throws Exception {
    step("register", IMPORT, "60");
    undercloud.set("compute-0", "{\"inspection\": \"fails\"}");

    register();

    assertThat(states()).isEqualTo("controller-0 available\ncompute-0 inspect failed\n");
    JsonNode report = explain();
    assertThat(report.path("nodes")).hasSize(1);
    assertThat(report.path("nodes").get(0).path("why").asText())
        .contains("provision state inspect failed", "last error: Introspection timeout");
  }

  @Test
  void nextRunRepairsWhatFailed() throws Exception {
    step("register", IMPORT, "60");
    undercloud.set("compute-0", "{\"inspection\": \"fails\"}");
    register();
    undercloud.set("compute-0", "{\"inspection\": \"\"}");

    register();

    assertThat(states()).isEqualTo("controller-0 available\ncompute-0 available\n");
  }

  @Test
  @Fault(
      in = Area.INSTALLATION,
      when = "A BMC does not answer while nodes are registered",
      then = "The node is named with the error of Ironic; the next run completes its registration")
  void deadBmcIsNamedAndRepaired() throws Exception {
    step("register", IMPORT, "60");
    undercloud.set("compute-0", "{\"bmc\": \"dead\", \"provision_state\": \"enroll\"}");
    register();
    assertThat(explain().path("nodes").get(0).path("why").asText())
        .contains("provision state enroll", "Failed to get power state");
    undercloud.set("compute-0", "{\"bmc\": \"\"}");

    register();

    assertThat(states()).isEqualTo("controller-0 available\ncompute-0 available\n");
  }

  @Test
  @Fault(
      in = Area.INSTALLATION,
      when = "Ironic or a person has put a node into maintenance",
      then =
          "The next run ends the maintenance that Ironic began; it names the command for the other")
  void endsMaintenanceByAPowerFailureOnly() throws Exception {
    register();
    undercloud.set(
        "compute-0",
        "{\"maintenance\": true, \"fault\": \"power failure\", \"power_state\": \"power off\"}");
    undercloud.set(
        "controller-0", "{\"maintenance\": true, \"maintenance_reason\": \"new disks\"}");

    register();

    JsonNode report = explain().path("nodes");
    assertThat(report).hasSize(1);
    assertThat(report.get(0).path("why").asText()).contains("in maintenance: new disks");
    assertThat(report.get(0).path("remedy").asText())
        .isEqualTo("openstack baremetal node maintenance unset controller-0");
  }

  @Test
  @Fault(
      in = Area.INSTALLATION,
      when = "The inspection of a node never ends",
      then = "It ends at its time limit; the node is named, with the command that aborts")
  void hangingInspectionEndsAtTheLimit() throws Exception {
    step("register", IMPORT, "60");
    undercloud.set("controller-0", "{\"inspection\": \"hangs\"}");

    step("introspect", INTROSPECT, "1");

    JsonNode report = explain();
    assertThat(report.path("failures").toString()).contains("took too long");
    assertThat(report.path("nodes").toString())
        .contains("inspect wait", "openstack baremetal node abort controller-0");
  }

  /** A resumed run may begin with any step. */
  @Test
  void eachStepWaitsForNodesThatAreBusy() throws Exception {
    register();
    undercloud.set("compute-0", "{\"provision_state\": \"inspect wait\"}");

    FakeIronic.Said started = undercloud.registrar(start("provide", PROVIDE, "60"));
    assertThat(started.out()).contains("started");
    undercloud.set("compute-0", "{\"provision_state\": \"manageable\"}");
    while (undercloud.registrar("follow", "1").code() == STILL_RUNNING) {}

    assertThat(explain().path("nodes")).isEmpty();
  }

  /** As after a loss of power. */
  @Test
  @Fault(
      in = Area.KILLED,
      when = "The step of `nodes-register` that runs in `tripleo` is killed",
      then = "The message names the step; the next run completes it")
  void interruptedStepIsNamedAndRepeated() throws Exception {
    step("register", IMPORT, "60");
    undercloud.set("compute-0", "{\"inspection\": \"hangs\"}");
    undercloud.registrar(start("introspect", INTROSPECT, "60"));
    Path started = undercloud.home().resolve("unit.pid");
    ProcessHandle unit =
        ProcessHandle.of(Long.parseLong(Files.readString(started).strip())).orElseThrow();
    unit.descendants().forEach(ProcessHandle::destroyForcibly);
    unit.destroyForcibly();
    unit.onExit().get();

    assertThat(explain().path("failures").toString())
        .contains("the step introspect was interrupted");

    undercloud.set("compute-0", "{\"inspection\": \"\"}");
    register();
    assertThat(states()).isEqualTo("controller-0 available\ncompute-0 available\n");
    assertThat(explain().path("failures")).isEmpty();
  }

  /** All nodes would seem to be removed. */
  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`~/nodes.json` in `tripleo` is missing or damaged, and section `remove` runs",
      then = "Refused; no registration is deleted")
  void deletesNothingWithoutTheNodesFile() throws Exception {
    register();
    undercloud.requests();
    for (String text : List.of("", "{\"nodes\": [", "[]")) {
      Files.writeString(undercloud.home().resolve("nodes.json"), text);
      FakeIronic.Said refused = undercloud.registrar("remove");
      assertThat(refused.code()).as(text).isEqualTo(1);
      assertThat(refused.errors()).contains("nodes.json is missing or damaged");
    }
    assertThat(undercloud.requests()).isEmpty();
  }

  @Test
  void removesTheRegistrationsOfRemovedNodes() throws Exception {
    register();
    nodes("controller-0");

    assertThat(todo().path("removed")).extracting(JsonNode::asText).containsExactly("compute-0");
    undercloud.set("compute-0", "{\"provision_state\": \"active\"}");
    FakeIronic.Said refused = undercloud.registrar("remove");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.errors()).contains("compute-0 is active");
    undercloud.set("compute-0", "{\"provision_state\": \"inspect failed\"}");

    assertThat(undercloud.registrar("remove").out()).contains("compute-0");

    assertThat(states()).isEqualTo("controller-0 available\n");
    assertThat(todo().path("removed")).isEmpty();
  }

  @Test
  void filesWithPasswordsArePrivate() throws Exception {
    register();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(
                    undercloud.home().resolve("tripleo-lab/nodes.registered"))))
        .isEqualTo("rw-------");
  }
}
