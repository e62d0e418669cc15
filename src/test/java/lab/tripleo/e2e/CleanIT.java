package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One run removes the whole lab, in any state, and nothing else. {@code
 * src/test/resources/broken-states} has the states.
 */
@EndToEnd
@Order(7)
@RecordsRuns
final class CleanIT {
  private static final Path STATES = Path.of("src/test/resources/broken-states");
  private static final String NOTHING = "The hypervisor has no objects of lab tripleo-lab.";
  private static final String PACKAGES =
      "dpkg-query --show --showformat='${db:Status-Status} ${Package}\\n' | grep '^installed '";

  /** Prints the state of the interface that the lab uses and restores. */
  private static final String INTERFACE =
      "cd /proc/sys/net/ipv6/conf/eth1; grep '' accept_ra addr_gen_mode autoconf disable_ipv6;"
          + " cat /sys/class/net/eth1/flags /sys/class/net/eth1/mtu;"
          + " ip -brief address show dev eth1 | tr -s ' ' | cut -d ' ' -f 2-";

  private static final String MAC = "cat /sys/class/net/eth1/address";

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "The sandbox does not exist yet",
      then = "`clean` ends with 0, reports this and creates no sandbox")
  void withoutSandboxThereIsNothing(SandboxLab lab) {
    RunResult cleaned = lab.must("clean", "--yes");
    assertThat(cleaned.output()).contains("The sandbox does not exist: nothing to clean.");
    assertThat(lab.folder().file("workspace/runs")).doesNotExist();
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "The hypervisor was never prepared",
      then = "`clean` ends with 0 and changes nothing")
  void bareHypervisorHasNothing(SandboxLab lab) {
    lab.must("sandbox", "up");
    String before = lab.asRoot(INTERFACE);
    assertThat(lab.must("run", "clean", "--yes").stdout()).contains(NOTHING);
    assertThat(lab.asRoot(INTERFACE)).isEqualTo(before);
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "`run --clean` without a terminal and without `--yes`",
      then = "Exit code 2; nothing is removed")
  @Fault(
      in = Area.CLEANING,
      when = "The lab is complete, next to objects of others and of another lab",
      then =
          "The whole lab is removed and the interface is restored; everything else is unchanged, byte for byte")
  @Fault(
      in = Area.CLEANING,
      when = "The lab is already removed",
      then = "`clean` ends with 0 and changes nothing")
  void asksAndRemovesAllOfTheLab(@In(State.MACHINE) SandboxLab lab, SandboxLab bare)
      throws IOException {
    bare.must("sandbox", "up");
    String mac = lab.asRoot(MAC);
    String foreign = addForeign(lab);
    planRemovesNothing(lab);
    removesNothingUnasked(lab);
    try (TerminalWindow window = new TerminalWindow(lab.folder().argv(List.of(), "clean"))) {
      window.sees("Remove all this?").types("y").sees("exit code 0");
    }
    assertThat(lab.asRoot("virsh --quiet net-list --all --name")).doesNotContain("control-plane");
    assertThat(lab.asRoot("pgrep -a -u stack || true")).doesNotContain("qemu", "virt", "vbmcd");
    // Everything with the lab's name, except the notes on what stays and on the other lab.
    assertThat(
            lab.asRoot(
                "grep -rlI tripleo-lab /etc /var/lib/libvirt /run/systemd /home/stack"
                    + " --exclude-dir=other | sort"))
        .isEqualTo("/etc/passwd\n/etc/passwd-\n/etc/sudoers.d/other");
    assertThat(lab.asRoot("cd /etc/tripleo-lab/tripleo-lab; find . -type f | sort").lines())
        .containsExactly("./made/packages", "./made/user-stack", "./owner");
    assertThat(lab.asRoot("find /etc/systemd -xtype l")).isEmpty();
    assertThat(lab.asRoot("systemctl --failed --no-legend --plain")).isEmpty();
    assertThat(foreign(lab)).isEqualTo(foreign);
    assertThat(lab.asRoot("ls /sys/class/net")).doesNotContain("ctlplane");
    assertThat(lab.asRoot(INTERFACE)).isEqualTo(bare.asRoot(INTERFACE));
    assertThat(lab.asRoot(MAC)).isEqualTo(mac);
    assertThat(lab.must("stages").stdout()).containsPattern("succeeded .*; cleaned since");
    lab.changesNothing("clean");
  }

  private static void planRemovesNothing(SandboxLab lab) {
    assertThat(lab.must("clean", "--plan").stdout())
        .contains("virtual machine tripleo of the session's libvirt, which runs")
        .contains("bridge os-ctlplane, which frees eth1")
        .contains("libvirt network virtual-machine-control-plane")
        .contains("stays: user stack")
        .doesNotContain("foreign", "user stack with its home", "process of");
    assertThat(lab.must("clean", "--plan", "--purge").stdout())
        .contains("user stack with its home")
        .contains("stays: packages that the lab installed: used by", "foreign", "lab other");
    assertThat(lab.virsh("list")).containsPattern("tripleo +running");
    assertThat(lab.must("stages").stdout()).doesNotContain("; cleaned since");
  }

  private static void removesNothingUnasked(SandboxLab lab) {
    RunResult unasked = lab.folder().run("run", "--clean", "prepare");
    assertThat(unasked.exitCode()).as(unasked::everything).isEqualTo(2);
    assertThat(unasked.output()).contains("nothing was removed", "--yes");
    assertThat(lab.virsh("list")).containsPattern("tripleo +running");
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "In stack's libvirt session, a foreign virtual machine uses the lab's disk",
      then = "Session and disk are kept and reported")
  void sharedSessionStays(@In(State.PREPARED) SandboxLab lab) throws IOException {
    breakIt(
        lab,
        """
        machine
        as_stack virsh --quiet --connect qemu:///session destroy tripleo
        sed -e 's/<name>tripleo/<name>guest/' -e '/<uuid>/d' /tmp/machine.xml >/tmp/guest.xml
        as_stack virsh --quiet --connect qemu:///session define /tmp/guest.xml
        """);
    RunResult cleaned = lab.must("clean", "--yes");
    assertThat(cleaned.stdout())
        .contains("stays: libvirt's session of user stack: it also has objects of others: guest")
        .contains("tripleo.qcow2, which another virtual machine uses");
    assertThat(lab.must("clean", "--plan", "--purge").stdout())
        .contains(
            "stays: user stack, because of guest /home/stack/tripleo-lab/images/tripleo.qcow2")
        .doesNotContain("user stack with its home");
    assertThat(lab.virsh("--quiet list --all --name")).isEqualTo("guest");
    lab.asRoot("test -e /home/stack/tripleo-lab/images/tripleo.qcow2");
    lab.must("run", "prepare", "--yes");
    assertThat(lab.virsh("--quiet list --all --name")).isEqualTo("guest");
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "The folder of the lab's disks is a symbolic link to another folder",
      then = "`clean` fails before it removes anything; the message says what to do")
  void linkIsNotFollowed(@In(State.PREPARED) SandboxLab lab) {
    lab.asRoot("mv /home/stack/tripleo-lab /srv/disks; ln -s /srv/disks /home/stack/tripleo-lab");
    RunResult cleaned = lab.folder().run("clean", "--yes");
    assertThat(cleaned.exitCode()).as(cleaned::everything).isEqualTo(1);
    assertThat(cleaned.output())
        .contains("/home/stack/tripleo-lab is a link to /srv/disks", "then clean again");
    lab.asRoot("test -d /srv/disks/images; test -e /etc/tripleo-lab/tripleo-lab/objects.json");
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "The hypervisor loses power half way through `clean`",
      then = "The next `clean` removes the rest")
  void goesOnAfterAPowerFailure(@In(State.PREPARED) SandboxLab lab) throws IOException {
    breakIt(lab, "machine");
    String script = Files.readString(lab.folder().file("playbooks/files/clean"));
    List<String> argv = new ArrayList<>(List.of("exec", "-i", lab.container(), "bash", "-s", "--"));
    argv.addAll(options(lab));
    argv.addAll(List.of("bmc", "machines", "pools"));
    Docker.mustWithInput(script, argv.toArray(String[]::new));
    lab.cutPower();
    lab.startAgain();
    String foreign = addForeign(lab);
    cleansInOneRun(lab);
    lab.must("run", "prepare", "--yes");
    assertThat(foreign(lab)).isEqualTo(foreign);
  }

  /** A home folder without its user may be anybody's, so the lab does not take it over. */
  private static void leavesTheHomeOfNobody(SandboxLab lab) {
    lab.mustFail(
        "prepare", "home-of-stack: ", "mv /home/stack /home/stack.before", "group-stack: ");
    lab.asRoot("mv /home/stack /home/stack.before; groupdel stack");
  }

  /** The options that the playbook passes to the script. */
  private static List<String> options(SandboxLab lab) throws IOException {
    String id = Files.readString(lab.folder().file("workspace/lab-id")).strip();
    return Files.readAllLines(lab.folder().file("playbooks/clean.yml")).stream()
        .map(String::strip)
        .filter(it -> it.startsWith("- --") && it.contains("="))
        .map(it -> it.substring(2).replaceFirst("\\{\\{.*}}", id))
        .distinct()
        .toList();
  }

  /** A script that breaks a lab; its first line says how. */
  private record BrokenState(Path script) {
    static Stream<BrokenState> all() throws IOException {
      try (Stream<Path> files = Files.list(STATES)) {
        return files
            .filter(it -> it.toString().endsWith(".sh"))
            .sorted()
            .map(BrokenState::new)
            .toList()
            .stream();
      }
    }

    boolean isInCheck() {
      return Command.read(script).contains("\n# In ./check.\n");
    }

    @Override
    public String toString() {
      return Command.read(script).lines().findFirst().orElse("").replaceFirst("^# (.*)[.]$", "$1");
    }
  }

  static Stream<BrokenState> brokenStates() throws IOException {
    boolean all = System.getProperty("tripleo-lab.states", "").equals("all");
    return BrokenState.all().filter(it -> all || it.isInCheck());
  }

  @ParameterizedTest
  @MethodSource("brokenStates")
  @Fault(
      in = Area.CLEANING,
      when = "A broken lab: {0}",
      then =
          "One `clean` ends with 0 and leaves nothing of the lab; `prepare` succeeds; everything else is unchanged, byte for byte")
  void brokenLabIsCleaned(BrokenState state, @In(State.PREPARED) SandboxLab lab)
      throws IOException {
    String foreign = addForeign(lab);
    breakIt(lab, Files.readString(state.script()));
    cleansInOneRun(lab);
    if (state.script().endsWith("user-gone.sh")) {
      leavesTheHomeOfNobody(lab);
    }
    lab.must("run", "prepare", "--yes");
    assertThat(foreign(lab)).isEqualTo(foreign);
  }

  /** Creates objects of others and of another lab, and returns their state. */
  private static String addForeign(SandboxLab lab) throws IOException {
    lab.asRoot(Files.readString(STATES.resolve("foreign/make")));
    return foreign(lab);
  }

  private static String foreign(SandboxLab lab) throws IOException {
    return lab.asRoot(Files.readString(STATES.resolve("foreign/look")));
  }

  private static void breakIt(SandboxLab lab, String script) throws IOException {
    String library = Files.readString(STATES.resolve("lib"));
    Docker.must("exec", lab.container(), "bash", "-c", library + script);
  }

  private static void cleansInOneRun(SandboxLab lab) {
    RunResult cleaned = lab.must("clean", "--yes");
    assertThat(lab.must("clean", "--plan").stdout()).as(cleaned::everything).contains(NOTHING);
    assertThat(lab.asRoot("pgrep -af 'qemu.*[-]name guest=tripleo,' || true")).isEmpty();
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "`clean --purge` of a complete lab",
      then =
          "User stack and the lab's programs are removed; the installed packages are those from before the lab")
  void purgedHypervisorHasThePackagesOfBefore(@In(State.PREPARED) SandboxLab lab)
      throws IOException {
    assertThat(lab.must("clean", "--plan", "--purge").stdout())
        .contains("user stack with its home", "libvirt-daemon-system");
    lab.must("clean", "--purge", "--yes");
    String bare = Docker.must("run", "--rm", MachineContainer.image(), "sh", "-c", PACKAGES);
    assertThat(lab.asRoot(PACKAGES)).isEqualTo(bare);
    lab.asRoot("! getent passwd stack; test ! -e /opt/tripleo-lab -a ! -e /etc/tripleo-lab");
    lab.must("clean", "--yes");
  }

  @Test
  @Fault(
      in = Area.CLEANING,
      when = "`clean --purge` after the list of what the lab installed was lost",
      then =
          "User stack is removed; packages and programs are kept, as others may use them; so are unmarked files at the lab's paths")
  void purgeWithoutNotesLeavesPackages(@In(State.PREPARED) SandboxLab lab) throws IOException {
    String foreign = addForeign(lab);
    breakIt(lab, "rm -rf \"$MARKS\"");
    lab.must("clean", "--purge", "--yes");
    lab.asRoot("virsh --version");
    assertThat(lab.asRoot("getent passwd stack || echo gone")).isEqualTo("gone");
    lab.asRoot("test ! -e /home/stack -a ! -e /opt/tripleo-lab");
    lab.asRoot("test ! -e /etc/tripleo-lab/tripleo-lab");
    assertThat(foreign(lab)).isEqualTo(foreign);
    RunResult unasked = lab.must("clean", "--purge");
    assertThat(unasked.stdout()).contains(NOTHING, "Nothing has to be purged.");
    lab.asRoot("mkdir -p /home/stack/tripleo-lab/images /opt/tripleo-lab/virtualbmc");
    lab.asRoot("touch /home/stack/tripleo-lab/images/tripleo.qcow2");
    assertThat(lab.must("clean", "--purge", "--yes").stdout())
        .contains("stays: folder /home/stack/tripleo-lab", "stays: programs in /opt/tripleo-lab");
    lab.asRoot("test -e /home/stack/tripleo-lab/images/tripleo.qcow2");
    lab.asRoot("test -e /opt/tripleo-lab/virtualbmc");
  }
}
