package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hypervisor that takes itself for CentOS Stream 9, from bare to prepared and back. Its README
 * tells what of it is real.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class El9HypervisorIT {
  private static final String PASSWORD = "of root on the new machine";
  private static final String PORTS = "6230-6239/udp";

  /** All that a machine on the lab's network needs to be one, for the firewall's eyes. */
  private static final String NEIGHBOUR =
      """
      ip netns add neighbour
      ip link add neighbour type veth peer name eth0 netns neighbour
      ip link set neighbour master vm-ctlplane up
      ip -n neighbour link set eth0 up
      ip -n neighbour address add 192.168.122.77/24 dev eth0
      """;

  private static final String ASK =
      "ip netns exec neighbour ipmitool -I lanplus -H 192.168.122.1 -p 6231 -U admin -P secret"
          + " -R 3 -N 2 power %s 2>&1 || true";

  /** In the order in which a run comes to them, so that each goes on where the last one failed. */
  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake("- python3-lxml", "- python-lxml", "No package python-lxml available"),
          new Mistake(
              "- virtnodedevd.socket", "- virtnodedev.socket", "service virtnodedev.socket"),
          new Mistake(
              "binary: /usr/libexec/qemu-bridge-helper",
              "binary: /usr/lib/qemu-bridge-helper",
              "/usr/lib/qemu-bridge-helper is missing"),
          new Mistake(
              "binary: /usr/sbin/virtqemud",
              "binary: /usr/bin/virtqemud",
              "Unable to start service tripleo-lab-session.service"));

  @TempDir private static Path temporary;
  private static MachineContainer machine;
  private static LabFolder lab;

  @BeforeAll
  static void prepare() throws IOException {
    Docker.require();
    String image = Docker.build(Path.of("src/test/resources/el9-hypervisor"));
    machine = new MachineContainer(image);
    try (ServerSocket free = new ServerSocket(0)) {
      // One that stays when the machine restarts.
      machine.setPortBindings(List.of("127.0.0.1:" + free.getLocalPort() + ":22"));
    }
    machine.start();
    machine.setRootPassword(PASSWORD);
    lab = LabFolder.make(temporary, 1);
    lab.set("HYPERVISOR_ADDRESS", machine.address())
        .set("HYPERVISOR_CONTROL_PLANE_INTERFACE", "eth1")
        // No machine is made: the preflight asks for less of the test machine.
        .set("TRIPLEO_DISK_SIZE", "10G");
    Path options = lab.file("configuration/libvirt/virt-install/tripleo.ini");
    Files.writeString(options, Files.readString(options) + "--memory 8192\n");
    if (MachineIT.trusted().isPresent()) {
      lab.set("CA_BUNDLE", MachineIT.trusted().get().toString());
    }
    Path password = Files.writeString(temporary.resolve("password"), PASSWORD + "\n");
    List<String> run = List.of("run", "prepare", "--yes", "--password-file", password.toString());
    List<String> said = new ArrayList<>();
    for (Mistake mistake : MISTAKES) {
      said.add(mistake.isFoundBy(run).output());
    }
    assertThat(said.get(0)).contains("CentOS Stream 9", "platform el9");
    RunResult first = lab.run(run.toArray(String[]::new));
    assertThat(first.exitCode()).as(first::everything).isZero();
  }

  /** What the catalogue says wrong, and what the failed run names then. */
  private record Mistake(String right, String wrong, String names) {
    RunResult isFoundBy(List<String> run) throws IOException {
      Path file = lab.file("configuration/platforms/el9.yaml");
      String before = Files.readString(file);
      assertThat(before).contains(right);
      Files.writeString(file, before.replace(right, wrong));
      RunResult failed = lab.run(run.toArray(String[]::new));
      assertThat(failed.exitCode()).as(failed::everything).isEqualTo(1);
      assertThat(failed.output()).as(failed::everything).contains(names);
      Files.writeString(file, before);
      return failed;
    }
  }

  @AfterAll
  static void remove() {
    if (machine != null) {
      machine.stop();
    }
  }

  private static RunResult must(String... arguments) throws IOException {
    RunResult result = lab.run(arguments);
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result;
  }

  private static void changesNothing() throws IOException {
    RunResult again = must("run", "prepare", "--yes");
    assertThat(again.output()).contains("changed: 0");
    lab.latestRunChangedNothing(again);
  }

  private static void isPrepared() throws IOException {
    assertThat(must("virsh", "-r", "net-list").stdout())
        .containsPattern("openstack-control-plane +active +yes +yes")
        .containsPattern("virtual-machine-control-plane +active +yes +yes");
    assertThat(must("virsh", "pool-list").stdout()).containsPattern("tripleo-lab +active +yes");
    assertThat(must("vbmc", "list").exitCode()).isZero();
    assertThat(machine.shell("basename $(readlink /sys/class/net/eth1/master)"))
        .isEqualTo("os-ctlplane");
    assertThat(machine.shell("cat /sys/class/net/os-ctlplane/bridge/stp_state")).isEqualTo("0");
    assertThat(machine.shell("cat /sys/class/net/os-ctlplane/ifalias"))
        .isEqualTo("tripleo-lab:tripleo-lab");
    assertThat(machine.shell("firewall-cmd --get-zone-of-interface=vm-ctlplane"))
        .isEqualTo("libvirt");
    assertThat(machine.shell("firewall-cmd --zone=libvirt --list-ports")).isEqualTo(PORTS);
  }

  @Test
  @Order(1)
  void packagesComeFromTheRepository() {
    for (String name : List.of("virtqemud", "virtnetworkd", "virtstoraged", "virtproxyd")) {
      assertThat(machine.shell("systemctl is-active " + name + ".socket")).isEqualTo("active");
    }
    assertThat(machine.shell("rpm -qf /usr/sbin/virtqemud /usr/libexec/qemu-kvm"))
        .contains("libvirt-daemon-driver-qemu-9.0.0", "qemu-kvm-core-");
    assertThat(machine.shell("dnf -q repoquery --installed python3-libvirt"))
        .contains("python3-libvirt");
    assertThat(machine.shell("stat -c %a /usr/libexec/qemu-bridge-helper")).isEqualTo("4755");
    assertThat(machine.shell("cat /etc/qemu-kvm/bridge.conf"))
        .contains("allow virbr0", "allow vm-ctlplane");
  }

  @Test
  @Order(1)
  void isAHypervisor() throws IOException {
    isPrepared();
    assertThat(machine.shell("nmcli -g NAME connection show --active"))
        .contains("os-ctlplane", "os-ctlplane-port");
    assertThat(machine.shell("firewall-cmd --permanent --zone=libvirt --list-ports"))
        .isEqualTo(PORTS);
  }

  /** As CentOS 7 and Stream 8 come, and as the message says to put them right. */
  @Test
  @Order(2)
  void refusesRepositoriesWhoseMirrorsAreGone() throws IOException {
    String file = "/etc/yum.repos.d/CentOS-Base.repo";
    String sections =
        """
        [base]
        mirrorlist=http://mirrorlist.centos.org/?release=$releasever&arch=$basearch&repo=os
        #baseurl=http://mirror.centos.org/centos/$releasever/os/$basearch/
        [extras]
        enabled = 0
        baseurl=http://mirror.centos.org/centos/$releasever/extras/$basearch/
        """;
    machine.shell("cat >" + file + " <<'END'\n" + sections + "END");
    RunResult refused = lab.run("run", "prepare", "--yes", "--tags", "preflight");
    assertThat(refused.exitCode()).as(refused::everything).isEqualTo(1);
    assertThat(refused.output()).contains(file + " [base].").doesNotContain("[extras]");
    Matcher advice = Pattern.compile("sed -i .*?(?= - it is about)").matcher(summary(refused));
    assertThat(advice.find()).as(refused::everything).isTrue();
    machine.shell(advice.group());
    assertThat(machine.shell("grep -v '^#' " + file))
        .contains("baseurl=https://vault.centos.org/centos/$releasever/os/")
        .doesNotContain("mirrorlist");
    must("run", "prepare", "--yes", "--tags", "preflight");
    machine.shell("rm " + file);
  }

  /** What is told last, in a line of bounded length. */
  private static String summary(RunResult failed) {
    return failed.stderr().substring(failed.stderr().indexOf("prepare failed after"));
  }

  /** Packets from the lab's network to the hypervisor, through firewalld. */
  @Test
  @Order(2)
  void machinesReachVirtualBmcAndNothingElse() throws IOException {
    machine.shell("echo '" + ThrowAway.DOMAIN + "' >/tmp/domain.xml; chmod a+r /tmp/domain.xml");
    must("virsh", "define", "/tmp/domain.xml");
    must(
        "vbmc",
        "add",
        ThrowAway.NAME,
        "--address",
        "192.168.122.1",
        "--port",
        "6231",
        "--username",
        "admin",
        "--password",
        "secret",
        "--libvirt-uri",
        "qemu:///session");
    must("vbmc", "start", ThrowAway.NAME);
    machine.shell(NEIGHBOUR);
    assertThat(ask("on")).contains("Up/On");
    assertThat(must("virsh", "list").stdout()).containsPattern(ThrowAway.NAME + " +running");
    assertThat(machine.shell("ls /sys/class/net/os-ctlplane/brif")).contains("tap");
    assertThat(ask("off")).contains("Down/Off");
    machine.shell("firewall-cmd --zone=libvirt --remove-port=" + PORTS);
    assertThat(ask("status")).contains("Unable to establish");
    machine.shell("firewall-cmd --zone=libvirt --add-port=" + PORTS);
    must("vbmc", "delete", ThrowAway.NAME);
    must("virsh", "undefine", ThrowAway.NAME);
    machine.shell("ip link delete neighbour; ip netns delete neighbour");
  }

  private static String ask(String command) {
    return machine.shell(ASK.formatted(command));
  }

  @Test
  @Order(3)
  void secondRunChangesNothing() throws IOException {
    changesNothing();
  }

  @Test
  @Order(4)
  void bridgeHasAWayBack() throws IOException {
    machine.shell("/etc/tripleo-lab/tripleo-lab/network/roll-back");
    assertThat(machine.shell("ls /sys/class/net; nmcli -g NAME connection show"))
        .doesNotContain("os-ctlplane");
    assertThat(machine.shell("ls -d /sys/class/net/eth1/master || echo none")).contains("none");
    must("run", "prepare", "--yes");
    isPrepared();
  }

  @Test
  @Order(5)
  void everythingIsBackAfterAReboot() throws IOException {
    Docker.must("restart", "-t", "60", machine.getContainerId());
    Instant end = Instant.now().plusSeconds(90);
    while (!seemsPrepared() && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofSeconds(1));
    }
    isPrepared();
    changesNothing();
  }

  /** By what comes last. */
  private static boolean seemsPrepared() throws IOException {
    return lab.run("virsh", "pool-list").stdout().contains("active")
        && lab.run("vbmc", "list").exitCode() == 0
        && machine.shell("cat /sys/class/net/os-ctlplane/ifalias || true").contains("tripleo-lab");
  }

  @Test
  @Order(6)
  void cleanTakesItAllAway() throws IOException {
    must("clean", "--yes");
    assertThat(must("clean", "--plan").output()).contains("othing");
    assertThat(machine.shell("ls /sys/class/net")).doesNotContain("ctlplane");
    assertThat(machine.shell("ls /sys/class/net/eth1/master 2>/dev/null || true")).isEmpty();
    for (String where : List.of("--permanent ", "")) {
      assertThat(machine.shell("firewall-cmd " + where + "--zone=libvirt --list-ports")).isEmpty();
    }
    assertThat(machine.shell("cat /etc/qemu-kvm/bridge.conf")).isEqualTo("allow virbr0");
    must("clean", "--purge", "--yes");
    assertThat(machine.shell("rpm -q libvirt-daemon qemu-kvm-core || true"))
        .contains("libvirt-daemon is not installed", "qemu-kvm-core is not installed");
    assertThat(machine.shell("ls -d /etc/tripleo-lab /home/stack 2>/dev/null || true")).isEmpty();
  }
}
