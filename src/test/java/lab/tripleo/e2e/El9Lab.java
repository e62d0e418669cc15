package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.Times;

/**
 * A lab on a container that poses as CentOS Stream 9; the program connects to its address. {@code
 * src/test/resources/el9-hypervisor/README.md} lists what is real in it.
 */
final class El9Lab implements AutoCloseable {
  private static final Path RESOURCES = Path.of("src/test/resources/el9-hypervisor");
  private static final String PASSWORD = "of root on the new machine";
  private static final String NAME = "el9-prepared";

  private final MachineContainer machine;
  private final LabFolder folder;

  private El9Lab(MachineContainer machine, LabFolder folder) {
    this.machine = machine;
    this.folder = folder;
  }

  /** Starts a bare hypervisor, and creates a lab folder with its address. */
  static El9Lab bare(Path parent) throws IOException {
    MachineContainer machine = start(Docker.build(RESOURCES));
    machine.setRootPassword(PASSWORD);
    ByteCode.keep(machine::shell);
    LabFolder folder = LabFolder.make(parent, 1);
    configure(folder);
    folder.set("HYPERVISOR_ADDRESS", machine.address());
    return new El9Lab(machine, folder);
  }

  private static MachineContainer start(String image) throws IOException {
    MachineContainer machine = new MachineContainer(image);
    try (ServerSocket free = new ServerSocket(0)) {
      // An address that survives a restart of the machine.
      machine.setPortBindings(List.of("127.0.0.1:" + free.getLocalPort() + ":22"));
    }
    machine.start();
    return machine;
  }

  private static void configure(LabFolder folder) throws IOException {
    folder
        .set("HYPERVISOR_CONTROL_PLANE_INTERFACE", "eth1")
        // No virtual machine is created, so the preflight requires less of the test machine.
        .set("TRIPLEO_DISK_SIZE", "10G")
        .trustOurCertificates();
    Path options = folder.file("configuration/libvirt/virt-install/tripleo.ini");
    Files.writeString(options, Files.readString(options) + "--memory 8192\n");
  }

  /** A copy of a lab after {@code run prepare}. */
  static El9Lab prepared(Path parent) throws IOException {
    String base = Docker.build(RESOURCES);
    Key key =
        new Key()
            .add(base)
            .addGenerated(
                it -> {
                  configure(it);
                  it.set("HYPERVISOR_ADDRESS", "hypervisor.example.com");
                  it.set("HYPERVISOR_PLATFORM", "el9");
                });
    Kept kept = Kept.of(NAME, key.toString(), El9Lab::make);
    LabFolder folder = LabFolder.copyOf(kept.lab(), parent, 1);
    MachineContainer[] machine = new MachineContainer[1];
    Times.measure("state restored", NAME, () -> machine[0] = start(kept.image()));
    folder.set("HYPERVISOR_ADDRESS", machine[0].address());
    String[] address = machine[0].address().split(":", 2);
    folder.reachedAt(address[0], Integer.parseInt(address[1]));
    return new El9Lab(machine[0], folder);
  }

  private static void make(Path parent, Kept kept) throws IOException {
    try (El9Lab lab = bare(parent)) {
      RunResult run = lab.runWithPassword("run", "prepare", "--yes");
      assertThat(run.exitCode()).as(run::everything).isZero();
      kept.take(lab.machine.getContainerId(), lab.folder.path());
    }
  }

  LabFolder folder() {
    return folder;
  }

  String shell(String script) {
    return machine.shell(script);
  }

  /** Runs the program with root's password, for the first contact. */
  RunResult runWithPassword(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--password-file";
    all[arguments.length + 1] = "-";
    return folder.runWithInput(PASSWORD + "\n", all);
  }

  RunResult must(String... arguments) {
    return folder.must(arguments);
  }

  void changesNothing() throws IOException {
    RunResult again = must("run", "prepare", "--yes");
    assertThat(again.output()).contains("changed: 0");
    folder.changedNothing("latest", again);
  }

  void restart() {
    Docker.must("restart", "-t", "60", machine.getContainerId());
  }

  @Override
  public void close() {
    machine.stop();
  }
}
