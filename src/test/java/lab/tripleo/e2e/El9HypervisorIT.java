package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.platforms.RecordsRuns;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A hypervisor that poses as CentOS Stream 9: prepared, inspected, disturbed, cleaned. */
@EndToEnd
@Order(8)
@RecordsRuns
final class El9HypervisorIT {
  private static final String PORTS = "6230-6239/udp";

  /** A minimal machine on the lab's network, as the firewall sees it. */
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

  @Test
  void firstContactRecognisesThePlatform(El9Lab lab) {
    RunResult run = lab.runWithPassword("run", "prepare", "--tags", "preflight", "--yes");
    assertThat(run.exitCode()).as(run::everything).isZero();
    assertThat(run.output()).contains("CentOS Stream 9", "platform el9");
  }

  @Test
  void isAHypervisor(@In(State.PREPARED) El9Lab lab) {
    awaitPrepared(lab);
    packagesComeFromTheRepository(lab);
    assertThat(lab.shell("nmcli -g NAME connection show --active"))
        .contains("os-ctlplane", "os-ctlplane-port");
    assertThat(lab.shell("firewall-cmd --permanent --zone=libvirt --list-ports")).isEqualTo(PORTS);
    refusesRepositoriesWhoseMirrorsAreGone(lab);
    machinesReachVirtualBmcAndNothingElse(lab);
  }

  private static void packagesComeFromTheRepository(El9Lab lab) {
    for (String name : List.of("virtqemud", "virtnetworkd", "virtstoraged", "virtproxyd")) {
      assertThat(lab.shell("systemctl is-active " + name + ".socket")).isEqualTo("active");
    }
    assertThat(lab.shell("rpm -qf /usr/sbin/virtqemud /usr/libexec/qemu-kvm"))
        .contains("libvirt-daemon-driver-qemu-9.0.0", "qemu-kvm-core-");
    assertThat(lab.shell("dnf -q repoquery --installed python3-libvirt"))
        .contains("python3-libvirt");
    assertThat(lab.shell("stat -c %a /usr/libexec/qemu-bridge-helper")).isEqualTo("4755");
    assertThat(lab.shell("cat /etc/qemu-kvm/bridge.conf"))
        .contains("allow virbr0", "allow vm-ctlplane");
  }

  /** The state of a fresh CentOS 7 or Stream 8, and the repair that the message suggests. */
  private static void refusesRepositoriesWhoseMirrorsAreGone(El9Lab lab) {
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
    lab.shell("cat >" + file + " <<'END'\n" + sections + "END");
    RunResult refused = lab.folder().run("run", "prepare", "--yes", "--tags", "preflight");
    assertThat(refused.exitCode()).as(refused::everything).isEqualTo(1);
    assertThat(refused.output()).contains(file + " [base])").doesNotContain("[extras]");
    Matcher advice = Pattern.compile("sed -i .*?/CentOS-\\*\\.repo").matcher(summary(refused));
    assertThat(advice.find()).as(refused::everything).isTrue();
    lab.shell(advice.group());
    assertThat(lab.shell("grep -v '^#' " + file))
        .contains("baseurl=https://vault.centos.org/centos/$releasever/os/")
        .doesNotContain("mirrorlist");
    lab.must("run", "prepare", "--yes", "--tags", "preflight");
    lab.shell("rm " + file);
  }

  /** The last message, as a line of bounded length. */
  private static String summary(RunResult failed) {
    return failed.stderr().substring(failed.stderr().indexOf("prepare failed after"));
  }

  /** Packets from the lab's network to the hypervisor, through firewalld. */
  private static void machinesReachVirtualBmcAndNothingElse(El9Lab lab) {
    lab.shell("echo '" + ThrowAway.DOMAIN + "' >/tmp/domain.xml; chmod a+r /tmp/domain.xml");
    lab.must("virsh", "define", "/tmp/domain.xml");
    lab.must(
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
    lab.must("vbmc", "start", ThrowAway.NAME);
    lab.shell(NEIGHBOUR);
    assertThat(ask(lab, "on")).contains("Up/On");
    assertThat(lab.must("virsh", "list").stdout()).containsPattern(ThrowAway.NAME + " +running");
    assertThat(lab.shell("ls /sys/class/net/os-ctlplane/brif")).contains("tap");
    assertThat(ask(lab, "off")).contains("Down/Off");
    lab.shell("firewall-cmd --zone=libvirt --remove-port=" + PORTS);
    assertThat(ask(lab, "status")).contains("Unable to establish");
    lab.shell("firewall-cmd --zone=libvirt --add-port=" + PORTS);
    lab.must("vbmc", "delete", ThrowAway.NAME);
    lab.must("virsh", "undefine", ThrowAway.NAME);
    lab.shell("ip link delete neighbour; ip netns delete neighbour");
  }

  private static String ask(El9Lab lab, String command) {
    return lab.shell(ASK.formatted(command));
  }

  private static void isPrepared(El9Lab lab) {
    assertThat(lab.must("virsh", "-r", "net-list").stdout())
        .containsPattern("openstack-control-plane +active +yes +yes")
        .containsPattern("virtual-machine-control-plane +active +yes +yes");
    assertThat(lab.must("virsh", "pool-list").stdout()).containsPattern("tripleo-lab +active +yes");
    assertThat(lab.must("vbmc", "list").exitCode()).isZero();
    assertThat(lab.shell("basename $(readlink /sys/class/net/eth1/master)"))
        .isEqualTo("os-ctlplane");
    assertThat(lab.shell("cat /sys/class/net/os-ctlplane/bridge/stp_state")).isEqualTo("0");
    assertThat(lab.shell("cat /sys/class/net/os-ctlplane/ifalias"))
        .isEqualTo("tripleo-lab:tripleo-lab");
    assertThat(lab.shell("firewall-cmd --get-zone-of-interface=vm-ctlplane")).isEqualTo("libvirt");
    assertThat(lab.shell("firewall-cmd --zone=libvirt --list-ports")).isEqualTo(PORTS);
  }

  private static void awaitPrepared(El9Lab lab) {
    Instant end = Instant.now().plusSeconds(90);
    while (!seemsPrepared(lab) && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(500));
    }
    isPrepared(lab);
  }

  /** Whether the last steps are done; two of the commands fail before. */
  private static boolean seemsPrepared(El9Lab lab) {
    RunResult pools = lab.folder().ssh("hypervisor-stack", "virsh pool-list", "");
    return pools.stdout().contains("active")
        && lab.shell("systemctl is-active virtualbmc || true").equals("active")
        && lab.shell("cat /sys/class/net/os-ctlplane/ifalias || true").contains("tripleo-lab");
  }

  /** A mistake in the catalogue, and the texts in the message of the failed run. */
  private record Mistake(String right, String wrong, String names) {
    void isFoundIn(El9Lab lab) throws IOException {
      Path file = lab.folder().file("configuration/platforms/el9.yaml");
      String before = Files.readString(file);
      assertThat(before).contains(right);
      Files.writeString(file, before.replace(right, wrong));
      RunResult failed = lab.folder().run("run", "prepare", "--yes", "--no-fetch-results");
      assertThat(failed.exitCode()).as(failed::everything).isEqualTo(1);
      assertThat(failed.output()).as(failed::everything).contains(names);
      Files.writeString(file, before);
    }
  }

  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake("- python3-lxml", "- python-lxml", "No package python-lxml available"),
          new Mistake(
              "- virtnodedevd.socket",
              "- virtnodedev.socket",
              "Unit file virtnodedev.socket does not exist"),
          new Mistake(
              "binary: /usr/libexec/qemu-bridge-helper",
              "binary: /usr/lib/qemu-bridge-helper",
              "/usr/lib/qemu-bridge-helper is missing"),
          new Mistake(
              "binary: /usr/sbin/virtqemud",
              "binary: /usr/bin/virtqemud",
              "Job for tripleo-lab-session.service failed"));

  @Test
  void runsDetectMistakesInTheCatalogue(@In(State.PREPARED) El9Lab lab) throws IOException {
    for (Mistake mistake : MISTAKES) {
      mistake.isFoundIn(lab);
    }
  }

  @Test
  void survivesARebootAndABridgeRollback(@In(State.PREPARED) El9Lab lab) throws IOException {
    lab.restart();
    awaitPrepared(lab);
    lab.changesNothing();

    lab.shell("cd /etc/tripleo-lab/tripleo-lab/network; touch armed; ./roll-back");
    assertThat(lab.shell("ls /sys/class/net; nmcli -g NAME connection show"))
        .doesNotContain("os-ctlplane");
    lab.shell("test ! -e /sys/class/net/eth1/master");
    lab.must("run", "prepare", "--yes");
    isPrepared(lab);
  }

  @Test
  void isCleaned(@In(State.PREPARED) El9Lab lab) {
    lab.must("clean", "--yes");
    assertThat(lab.must("clean", "--plan").output()).contains("othing");
    assertThat(lab.shell("ls /sys/class/net")).doesNotContain("ctlplane");
    lab.shell("test ! -e /sys/class/net/eth1/master");
    for (String where : List.of("--permanent ", "")) {
      assertThat(lab.shell("firewall-cmd " + where + "--zone=libvirt --list-ports")).isEmpty();
    }
    assertThat(lab.shell("cat /etc/qemu-kvm/bridge.conf")).isEqualTo("allow virbr0");
    lab.must("clean", "--purge", "--yes");
    assertThat(lab.shell("! rpm -q libvirt-daemon qemu-kvm-core"))
        .contains("libvirt-daemon is not installed", "qemu-kvm-core is not installed");
    lab.shell("test ! -e /etc/tripleo-lab -a ! -e /home/stack");
  }
}
