package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.Times;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.process.Commands;
import lab.tripleo.sandbox.Sandbox;
import lab.tripleo.sandbox.SandboxException;

/** A lab with its own sandbox as hypervisor, which is removed at the end of the test. */
final class SandboxLab implements AutoCloseable {
  /** Prints the state of a lab on a hypervisor. */
  static final Path LOOK = Path.of("src/faults/look");

  /** Prints the state of the virtual machine tripleo. */
  static final Path LOOK_IN_MACHINE = Path.of("src/test/resources/e2e/look-machine");

  /** Replaces the virtual machine tripleo by a container. */
  static final Path TO_CONTAINER = Path.of("src/test/resources/e2e/to-container");

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String LAB_NAME = "tripleo-lab";

  /** The number of hosts of the stages that do not have all three. */
  private static final Map<String, Integer> HOSTS = Map.of("prepare", 2, "clean", 1);

  /** Lets libvirt find the session, as in a login. */
  private static final String SESSION = "export XDG_RUNTIME_DIR=/run/user/$(id -u); ";

  /** A query whose result may take a while to be correct. */
  interface Question {
    String ask() throws IOException;
  }

  private final LabFolder folder;
  private final Sandbox sandbox;
  private final Thread lastResort = new Thread(this::down);

  private SandboxLab(LabFolder folder, Optional<String> image) {
    this.folder = folder;
    this.sandbox =
        new Sandbox(SandboxLab::run, LAB_NAME, folder.path(), Kept.userCache(), it -> {}, image);
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  private static Commands.Output run(
      List<String> argv, String input, java.util.function.Consumer<String> none) {
    RunResult result = Command.start(argv, Map.of(), input).await();
    return new Commands.Output(result.exitCode(), result.stdout(), result.stderr());
  }

  /** Creates a lab folder, one of several in a parent; the first run creates its sandbox. */
  static SandboxLab make(Path parent, int number) {
    Docker.require();
    return new SandboxLab(LabFolder.make(parent, number), Optional.empty());
  }

  /** Starts the sandbox, which is bare except for {@link ByteCode}. */
  void startBare() throws IOException {
    must("sandbox", "up", "--yes");
    keepByteCode();
  }

  /** A lab in this state, with keys and records of the saved lab. */
  static SandboxLab copyOf(State state, Path parent, int number) throws IOException {
    Docker.require();
    Kept kept = state.kept();
    LabFolder folder = LabFolder.copyOf(kept.lab(), parent, number);
    SandboxLab lab = new SandboxLab(folder, Optional.of(kept.image()));
    Times.measure("state", state + " is restored", () -> lab.restore(state));
    return lab;
  }

  private void restore(State state) throws IOException {
    try {
      Remote address = sandbox.up();
      folder.reachedAt(address.host(), address.port());
    } catch (SandboxException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (state.hasMachine()) {
      awaitMachine();
      if (state != State.CONTAINER) { // which has the clock of this machine
        inMachine("sudo date --set=@" + Instant.now().getEpochSecond());
      }
    } else if (state == State.PREPARED) {
      asStack("until systemctl --user is-active --quiet tripleo-lab-session; do sleep 0.1; done");
    }
  }

  LabFolder folder() {
    return folder;
  }

  RunResult must(String... arguments) {
    return folder.must(arguments);
  }

  /** What a command of the OpenStack client says, with the shortcut. */
  JsonNode openstack(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("openstack"));
    all.addAll(List.of(words));
    all.addAll(List.of("-f", "json"));
    return new ObjectMapper().readTree(must(all.toArray(String[]::new)).stdout());
  }

  /** Runs a stage that must fail on its host, with a message that contains these texts. */
  RunResult mustFail(String stage, String... parts) {
    return failed(List.of("run", "--yes", "--no-fetch-results", stage), parts);
  }

  /** The same for one section of a stage. */
  RunResult mustFailIn(String section, String stage, String... parts) {
    return failed(List.of("run", "--yes", "--no-fetch-results", stage, "--tags", section), parts);
  }

  private RunResult failed(List<String> arguments, String... parts) {
    RunResult result = folder.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result::everything).isEqualTo(1);
    assertThat(result.output().replaceAll("\\s+", " ")).as(result::everything).contains(parts);
    assertThat(result.output())
        .as(result::everything)
        .doesNotContain("\tat ", "Exception", "Traceback", "this is a bug", "undefined variable");
    return result;
  }

  /** Like {@link #mustFail}, and fetches logs into the record. */
  RunResult mustFailAndFetch(String stage, String... parts) {
    return failed(List.of("run", "--yes", stage), parts);
  }

  /**
   * The output of a command in the virtual machine tripleo, through ssh, which is faster than a
   * shortcut.
   */
  String inMachine(String command) {
    return must(tryInMachine(command));
  }

  RunResult tryInMachine(String command) {
    return folder.ssh("tripleo-stack", command, "");
  }

  private static String must(RunResult result) {
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result.stdout().strip();
  }

  /** The output of a command on the hypervisor, through docker, which is fast. */
  String asRoot(String script) {
    return Docker.shell(container(), script);
  }

  String asStack(String script) {
    return must(tryAsStack("set -e; " + script));
  }

  /** For a script whose exit code matters. */
  RunResult tryAsStack(String script) {
    return Command.run(
        "docker", "exec", "--user", "stack", container(), "bash", "-c", SESSION + script);
  }

  /** The output of virsh as user stack, in the session scope. */
  String virsh(String arguments) {
    return asStack("virsh " + arguments);
  }

  /** The undercloud's password, created by the installation. */
  String undercloudPassword() {
    String password = inMachine("sed -n 's/.*OS_PASSWORD=//p' stackrc").replaceAll("['\"]", "");
    assertThat(password).hasSizeGreaterThan(7);
    return password;
  }

  String container() {
    return sandbox.containerName();
  }

  /** The state of the lab on the hypervisor. */
  String look() throws IOException {
    return Docker.mustWithInput(
        Files.readString(LOOK), "exec", "--interactive", container(), "bash", "-s");
  }

  /** The state of the virtual machine tripleo. */
  String lookInMachine() throws IOException {
    return must(folder.ssh("tripleo-stack", "bash -s", Files.readString(LOOK_IN_MACHINE)));
  }

  static void eventually(String answer, Question question) throws IOException {
    Instant end = Instant.now().plus(LIMIT);
    String said = question.ask();
    while (!said.contains(answer) && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(300));
      said = question.ask();
    }
    assertThat(said).contains(answer);
  }

  /** Runs stages again, which must change nothing. */
  void changesNothing(String... stages) throws IOException {
    List<String> before = folder.runs();
    List<String> argv = new ArrayList<>(List.of("run", "--yes"));
    argv.addAll(List.of(stages));
    RunResult again = must(argv.toArray(String[]::new));
    List<String> records = new ArrayList<>(folder.runs());
    records.removeAll(before);
    assertThat(records).as(again::everything).hasSize(stages.length);
    for (String record : records) {
      String stage = folder.record(record).path("stage").asText();
      assertThat(folder.record(record).path("hosts").properties())
          .as(again::everything)
          .hasSize(HOSTS.getOrDefault(stage, 3));
      folder.changedNothing(record, again);
    }
  }

  /** Kills the program, and waits until none of its processes is left. */
  void kill(Command running) throws IOException {
    running.signal("KILL");
    folder.awaitQuiet();
    assertThat(folder.latestRun().path("status").asText()).isEqualTo("running");
  }

  Command start(String... arguments) {
    return folder.start(Map.of(), "", arguments);
  }

  /** Restarts the hypervisor with a regular shutdown. */
  void restart() throws IOException {
    Docker.must("restart", "-t", "90", container());
    awaitHypervisor();
  }

  /** Cuts the hypervisor's power. */
  void cutPower() {
    Docker.must("kill", container());
  }

  /** Starts the hypervisor again. */
  void startAgain() throws IOException {
    Docker.must("start", container());
    awaitHypervisor();
  }

  /** Waits for the virtual machine tripleo: for the cheap answer first, logins slow its boot. */
  void awaitMachine() throws IOException {
    String ask = "exec 3<>/dev/tcp/192.168.122.10/22; head -c 4 <&3";
    String answers = "timeout 2 bash -c '" + ask + "' 2>/dev/null | grep -q SSH-";
    asRoot("for i in $(seq 100); do " + answers + " && break; sleep 1; done");
    eventually("up", () -> tryInMachine("echo up").stdout());
  }

  private void awaitHypervisor() throws IOException {
    eventually("up", () -> folder.ssh("hypervisor-root", "echo up", "").stdout());
  }

  private void keepByteCode() throws IOException {
    ByteCode.keep(script -> Docker.mustWithInput(script, "exec", "-i", container(), "sh", "-e"));
  }

  void keepByteCodeInMachine() throws IOException {
    ByteCode.keep(script -> must(folder.ssh("tripleo-stack", "sudo sh -e", script)));
  }

  /** From the next boot on, a container replaces the virtual machine tripleo. */
  void becomeContainer() throws IOException {
    String modes = inMachine("sudo find / -xdev ! -type l -perm /7000 -printf '%m %p\\n'; sync");
    String script = Files.readString(TO_CONTAINER);
    Docker.mustWithInput(script, "exec", "-i", container(), "bash", "-s", "--", modes);
  }

  /** Saves the memory of the virtual machine tripleo, which resumes when its hypervisor boots. */
  void saveMachine() {
    String save = "virsh --connect qemu:///%s managedsave tripleo";
    if (tryAsStack(save.formatted("session")).exitCode() != 0) {
      asRoot(save.formatted("system"));
    }
  }

  /** Provides the base image of the virtual machine tripleo, as a run does. */
  void provideCloudImage() {
    try {
      sandbox.provideCloudImage();
    } catch (SandboxException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void down() {
    try {
      sandbox.down();
    } catch (SandboxException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    down();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}
