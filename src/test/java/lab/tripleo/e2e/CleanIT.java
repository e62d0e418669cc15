package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that a lab made is taken away in one run, from whatever state it is in, and nothing else. The
 * states in which it may be are in {@code src/test/resources/broken-states}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class CleanIT {
  private static final Path STATES = Path.of("src/test/resources/broken-states");
  private static final String NOTHING = "Nothing of lab tripleo-lab is on the hypervisor.";

  /** What the interface is that the lab takes and gives back. */
  private static final String INTERFACE =
      "cd /proc/sys/net/ipv6/conf/eth1; grep '' accept_ra addr_gen_mode autoconf disable_ipv6;"
          + " cat /sys/class/net/eth1/flags /sys/class/net/eth1/address /sys/class/net/eth1/mtu;"
          + " ip -oneline address show dev eth1";

  @TempDir private static Path temporary;
  private static SandboxLab lab;
  private static String networkBefore;
  private static String foreignBefore;
  private static boolean broken;

  @BeforeAll
  static void make() throws IOException {
    lab = SandboxLab.make(temporary);
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
      in = Area.CLEANING,
      when = "There is no hypervisor yet",
      then = "`clean` ends with 0, says so and makes none")
  void withoutSandboxThereIsNothing() throws IOException {
    RunResult cleaned = lab.must("clean", "--yes");
    assertThat(cleaned.output()).contains("There is no sandbox: nothing to clean.");
    assertThat(lab.folder().file("workspace/runs")).doesNotExist();
  }

  @Test
  @Order(2)
  @Fault(
      in = Area.CLEANING,
      when = "The hypervisor is bare",
      then = "`clean` ends with 0 and changes nothing")
  void bareMachineHasNothing() throws IOException {
    lab.must("sandbox", "up");
    networkBefore = lab.asRoot(INTERFACE);
    assertThat(lab.must("run", "clean", "--yes").stdout()).contains(NOTHING);
    assertThat(lab.asRoot(INTERFACE)).isEqualTo(networkBefore);
  }

  @Test
  @Order(3)
  void planRemovesNothing() throws IOException {
    lab.must("run", "prepare", "tripleo-prepare", "--yes");
    Docker.shell(lab.container(), Files.readString(STATES.resolve("foreign/make")));
    foreignBefore = foreign();
    assertThat(lab.must("clean", "--plan").stdout())
        .contains("virtual machine tripleo of the session's libvirt, which runs")
        .contains("bridge os-ctlplane, which frees eth1")
        .contains("libvirt network virtual-machine-control-plane")
        .contains("stays: user stack")
        .doesNotContain("foreign", "user stack with its home", "process of");
    assertThat(lab.must("clean", "--plan", "--purge").stdout())
        .contains("user stack with its home")
        .contains("stays: packages that came with the lab, because of", "foreign", "lab other");
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
    assertThat(lab.must("stages").stdout()).doesNotContain("cleaned away");
  }

  private static String foreign() throws IOException {
    return Docker.shell(lab.container(), Files.readString(STATES.resolve("foreign/look")));
  }

  @Test
  @Order(4)
  @Fault(
      in = Area.CLEANING,
      when = "`run --clean` where nobody can be asked, without `--yes`",
      then = "Exit code 2, nothing is removed")
  void removesNothingUnasked() throws IOException {
    RunResult unasked = lab.folder().run("run", "--clean", "prepare");
    assertThat(unasked.exitCode()).as(unasked::everything).isEqualTo(2);
    assertThat(unasked.output()).contains("nothing was removed", "--yes");
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
  }

  @Test
  @Order(5)
  @Fault(
      in = Area.CLEANING,
      when = "Everything is there, and things of others and of another lab beside it",
      then =
          "All of the lab is gone, the interface is what it was; what is not the lab's is byte for byte the same")
  void asksAtTheTerminalAndRemovesAllOfIt() throws IOException {
    try (TerminalWindow window = new TerminalWindow(lab.folder().argv(List.of(), "clean"))) {
      window.sees("Remove all this?").types("y").sees("exit code 0");
    }
    assertThat(lab.asRoot("virsh --quiet net-list --all --name")).doesNotContain("control-plane");
    assertThat(lab.asRoot("pgrep -a -u stack || true")).doesNotContain("qemu", "virt", "vbmcd");
    // Whatever has its name, except the notes on what stays and on the other lab.
    assertThat(
            lab.asRoot(
                "grep -rlI tripleo-lab /etc /var/lib/libvirt /run/systemd /home/stack"
                    + " --exclude-dir=other | sort"))
        .isEqualTo("/etc/passwd\n/etc/passwd-\n/etc/sudoers.d/other");
    assertThat(lab.asRoot("cd /etc/tripleo-lab/tripleo-lab; find . -type f | sort").lines())
        .containsExactly("./made/packages", "./made/user-stack", "./owner");
    assertThat(lab.asRoot("find /etc/systemd -xtype l")).isEmpty();
    assertThat(lab.asRoot("systemctl --failed --no-legend --plain")).isEmpty();
    assertThat(foreign()).isEqualTo(foreignBefore);
    assertThat(lab.asRoot(INTERFACE)).isEqualTo(networkBefore);
    assertThat(lab.asRoot("ls /sys/class/net")).doesNotContain("ctlplane");
    assertThat(lab.must("stages").stdout()).containsPattern("succeeded .*; cleaned away since");
  }

  @Test
  @Order(6)
  @Fault(
      in = Area.CLEANING,
      when = "Everything is cleaned already",
      then = "`clean` ends with 0 and changes nothing")
  void secondRunChangesNothing() throws IOException {
    lab.changesNothing("clean", 1);
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.CLEANING,
      when = "Stack's session has a machine that is not the lab's, on the lab's disk",
      then = "Session and disk stay, and that is said")
  void sharedSessionStays() throws IOException {
    lab.must("run", "prepare", "--yes");
    breakIt(
        """
        machine
        as_stack virsh --quiet --connect qemu:///session destroy tripleo
        sed -e 's/<name>tripleo/<name>guest/' -e '/<uuid>/d' /tmp/machine.xml >/tmp/guest.xml
        as_stack virsh --quiet --connect qemu:///session define /tmp/guest.xml
        """);
    RunResult cleaned = lab.must("clean", "--yes");
    assertThat(cleaned.stdout())
        .contains("stays: libvirt's session of user stack, which has more than the lab's: guest")
        .contains("tripleo.qcow2, which another virtual machine uses");
    assertThat(lab.must("clean", "--plan", "--purge").stdout())
        .contains(
            "stays: user stack, because of guest /home/stack/tripleo-lab/images/tripleo.qcow2")
        .doesNotContain("user stack with its home");
    assertThat(lab.asStack("virsh --quiet list --all --name").strip()).isEqualTo("guest");
    lab.asRoot("test -e /home/stack/tripleo-lab/images/tripleo.qcow2");
    lab.must("run", "prepare", "--yes");
    assertThat(lab.asStack("virsh --quiet list --all --name").strip()).isEqualTo("guest");
    lab.asStack("virsh --quiet undefine guest");
  }

  @Test
  @Order(8)
  @Fault(
      in = Area.CLEANING,
      when = "The folder of the lab's disks is a link to somewhere else",
      then = "`clean` fails before it removes anything, and says what to do")
  void linkIsNotFollowed() throws IOException {
    lab.asRoot("mv /home/stack/tripleo-lab /srv/disks; ln -s /srv/disks /home/stack/tripleo-lab");
    RunResult cleaned = lab.folder().run("clean", "--yes");
    assertThat(cleaned.exitCode()).as(cleaned::everything).isEqualTo(1);
    assertThat(cleaned.output())
        .contains("/home/stack/tripleo-lab is a link to /srv/disks", "then clean again");
    lab.asRoot("test -d /srv/disks/images; test -e /etc/tripleo-lab/tripleo-lab/objects.json");
    lab.asRoot("rm /home/stack/tripleo-lab; mv /srv/disks /home/stack/tripleo-lab");
  }

  @Test
  @Order(9)
  @Fault(
      in = Area.CLEANING,
      when = "Power fails half way through `clean`",
      then = "The next one takes the rest away")
  void goesOnWhereOneWasCutOffByAPowerFailure() throws IOException {
    breakIt("machine");
    String script = Files.readString(lab.folder().file("playbooks/files/clean"));
    String id = Files.readString(lab.folder().file("workspace/lab-id")).strip();
    Docker.mustWithInput(
        script, "exec", "-i", lab.container(), "bash", "-s", id, "bmc", "machines", "pools");
    Docker.must("kill", lab.container());
    Docker.must("start", lab.container());
    lab.eventually("up", () -> lab.folder().run("ssh", "hypervisor-root", "echo up"));
    lab.asRoot("ip link add foreign-link type bridge");
    lab.asRoot("ip link set dev foreign-link alias tripleo-lab:other up");
    foreignBefore = foreign(); // the link has another address now
    cleansInOneRun();
    lab.must("run", "prepare", "--yes");
    assertThat(foreign()).isEqualTo(foreignBefore);
  }

  @Order(10)
  @TestFactory
  @Fault(
      in = Area.CLEANING,
      when = "A broken lab",
      then =
          "One `clean` ends with 0, nothing of the lab is left, `prepare` succeeds; what is not the lab's is byte for byte the same")
  Stream<DynamicTest> brokenStates() throws IOException {
    boolean all = System.getProperty("tripleo-lab.states", "").equals("all");
    List<Path> states;
    try (Stream<Path> files = Files.list(STATES)) {
      states = files.filter(it -> it.toString().endsWith(".sh")).sorted().toList();
    }
    return states.stream()
        .filter(it -> all || isInCheck(it))
        .map(it -> DynamicTest.dynamicTest(description(it), () -> isCleaned(it)));
  }

  /** Its first line says what is broken. */
  private static String description(Path state) {
    try {
      return Files.readAllLines(state).get(0).replaceFirst("^# (.*)[.]$", "$1");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isInCheck(Path state) {
    try {
      return Files.readString(state).contains("\n# In ./check.\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void isCleaned(Path state) throws IOException {
    if (broken) {
      lab.must("run", "--clean", "prepare", "--yes"); // the state before this one has left it so
    }
    broken = true;
    breakIt(Files.readString(state));
    cleansInOneRun();
    lab.must("run", "prepare", "--yes");
    assertThat(foreign()).isEqualTo(foreignBefore);
    broken = false;
  }

  private static void breakIt(String script) throws IOException {
    String library = Files.readString(STATES.resolve("lib"));
    Docker.must("exec", lab.container(), "bash", "-c", library + script);
  }

  private static void cleansInOneRun() throws IOException {
    RunResult cleaned = lab.must("clean", "--yes");
    assertThat(lab.must("clean", "--plan").stdout()).as(cleaned::everything).contains(NOTHING);
    assertThat(lab.asRoot("pgrep -af 'qemu.*[-]name guest=tripleo,' || true")).isEmpty();
  }

  @Test
  @Order(11)
  void purgeTakesTheUserToo() throws IOException {
    lab.must("clean", "--purge", "--yes");
    lab.asRoot("virsh --version");
    assertThat(lab.asRoot("getent passwd stack || echo gone")).isEqualTo("gone");
    lab.asRoot("test ! -e /home/stack -a ! -e /opt/tripleo-lab");
    // With the marks of a broken state went the note on packages: they are nobody's to remove.
    lab.asRoot("test ! -e /etc/tripleo-lab/tripleo-lab");
    assertThat(foreign()).isEqualTo(foreignBefore);
    RunResult unasked = lab.must("clean", "--purge");
    assertThat(unasked.stdout()).contains(NOTHING, "Nothing to purge.");
    lab.asRoot("mkdir -p /home/stack/tripleo-lab/images /opt/tripleo-lab/virtualbmc");
    lab.asRoot("touch /home/stack/tripleo-lab/images/tripleo.qcow2");
    assertThat(lab.must("clean", "--purge", "--yes").stdout())
        .contains("stays: folder /home/stack/tripleo-lab", "stays: programs in /opt/tripleo-lab");
    lab.asRoot("test -e /home/stack/tripleo-lab/images/tripleo.qcow2");
    lab.asRoot("test -e /opt/tripleo-lab/virtualbmc");
  }
}
