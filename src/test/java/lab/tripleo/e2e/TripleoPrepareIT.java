package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
 * The machine {@code tripleo} in stack's session: made from an empty folder, found again, switched
 * off and on with its hypervisor; then taken away, and made against resistance. A boot costs a
 * minute, which is why the order of the tests matters.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class TripleoPrepareIT {
  private static final List<String> STAGE = List.of("tripleo-prepare");
  private static final String OPTIONS = "configuration/libvirt/virt-install/tripleo.ini";
  private static final String CLOUD_CONFIG = "configuration/libvirt/cloud-init/tripleo.yaml";
  private static final String IMAGES = "/home/stack/tripleo-lab/images";
  private static final String IMAGE = "tripleo.qcow2";
  private static final long HELD_AT = 20_000_000;

  @TempDir private static Path temporary;
  private static SandboxLab lab;
  private static ImageServer server;
  private static RunResult first;
  private static Set<String> processes;
  private static String taken;

  @BeforeAll
  static void make() throws IOException {
    lab = SandboxLab.make(temporary);
    try (ProcessLists lists = ProcessLists.sample()) {
      first = lab.folder().run("run", "prepare", "tripleo-prepare", "--yes");
      processes = lists.seen();
    }
    assertThat(first.exitCode()).as(first::everything).isZero();
  }

  @AfterAll
  static void cleanUp() {
    if (lab != null) {
      lab.close();
    }
  }

  // --- Made --------------------------------------------------------------------------------------

  @Test
  @Order(1)
  void hasSetItselfUp() throws IOException {
    String said = lab.inMachine("cloud-init status; id; ip -br a");
    assertThat(said)
        .contains("status: done", "(stack)")
        .containsPattern("(?m)^eth0 +UP +192\\.168\\.122\\.10/24")
        .containsPattern("(?m)^eth1 ");
    assertThat(said.lines().filter(it -> it.startsWith("eth1 ")))
        .noneMatch(it -> it.matches(".*\\d\\.\\d.*"));
    assertThat(lab.inMachine("hostname; sudo -n id -un")).isEqualTo("tripleo\nroot");
  }

  @Test
  @Order(1)
  void runsWithAClientThatOwnsUpToBeingSimulated() throws IOException {
    assertThat(lab.must("virsh", "list").stdout()).containsPattern("tripleo +running");
    assertThat(lab.inMachine("openstack --version")).contains("simulated");
  }

  @Test
  @Order(1)
  void diskHasTheConfiguredSize() throws IOException {
    assertThat(lab.inMachine("lsblk --bytes --noheadings --nodeps --output SIZE /dev/vda").strip())
        .isEqualTo(Long.toString(60L << 30));
    assertThat(
            Long.parseLong(lab.inMachine("df --output=size --block-size=1G / | tail -n 1").strip()))
        .isGreaterThan(55);
  }

  @Test
  @Order(1)
  void firstSettingsAreGone() throws IOException {
    assertThat(lab.must("virsh", "domblklist", "tripleo").stdout())
        .contains(IMAGES + "/tripleo.qcow2")
        .doesNotContain("seed");
    assertThat(lab.must("virsh", "domblklist", "tripleo", "--inactive").stdout())
        .contains(IMAGES + "/tripleo.qcow2")
        .doesNotContain("seed");
    assertThat(lab.asRoot("find / -xdev -name '*tripleo-se*' -not -path '/proc/*'")).isEmpty();
    assertThat(lab.inMachine("cat /etc/machine-id"))
        .isEqualTo(lab.must("virsh", "domuuid", "tripleo").stdout().strip().replace("-", ""));
  }

  @Test
  @Order(1)
  void hostKeyIsKnownBeforeTheFirstConnection() throws IOException {
    String config = lab.folder().file("workspace/ssh.config").toString();
    RunResult settings = Command.run("ssh", "-F", config, "-G", "tripleo-stack");
    assertThat(settings.stdout()).as(settings::everything).contains("stricthostkeychecking true");
    RunResult ssh = Command.run("ssh", "-F", config, "tripleo-stack", "whoami");
    assertThat(ssh.stdout().strip()).as(ssh::everything).isEqualTo("stack");
    String ours = Files.readString(lab.folder().file("workspace/keys/host@tripleo.pub"));
    assertThat(lab.inMachine("sudo sh -c 'cat /etc/ssh/ssh_host_*_key.pub'"))
        .startsWith(ours.substring(0, ours.lastIndexOf(' ')))
        .hasLineCount(1);
  }

  @Test
  @Order(1)
  @Fault(
      in = Area.SECRETS,
      when = "`run tripleo-prepare` with known keys and passwords: the lab folder",
      then = "They are in their own files and in no other")
  void secretsAreInNoOtherFileOfTheLab() throws IOException {
    assertThat(new Leaks(lab.folder().secrets()).inFolder(lab.folder().path()))
        .isNotEmpty()
        .allMatch(it -> it.matches("workspace/(keys/[a-z@]+|passwords/[a-z@]+)"));
  }

  @Test
  @Order(1)
  @Fault(
      in = Area.SECRETS,
      when =
          "`run tripleo-prepare`: the screen, the arguments and environment of every process meanwhile",
      then = "They are in none")
  void secretsWereOnNoScreenAndInNoProcess() throws IOException {
    assertThat(processes).as("in the sandbox").anyMatch(it -> it.contains("virt-install"));
    Leaks leaks = new Leaks(lab.folder().secrets());
    assertThat(leaks.isIn(first.output())).isFalse();
    assertThat(processes).noneMatch(leaks::isIn);
  }

  /** Not even the machine's host key, which came through here; its own disk holds that. */
  @Test
  @Order(1)
  @Fault(
      in = Area.SECRETS,
      when = "`run tripleo-prepare`: files, temporary folders and the journal of the hypervisor",
      then = "They are in none; the machine's disk alone holds its host key")
  void secretsAreNowhereOnTheHypervisor() throws IOException {
    assertThat(new Leaks(lab.folder().secrets()).onHypervisor(lab.container())).isEmpty();
  }

  @Test
  @Order(2)
  void secondRunChangesNothing() throws IOException {
    lab.changesNothing("tripleo-prepare", 3);
  }

  @Test
  @Order(3)
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor restarts with a machine on it",
      then = "The machine is back by itself, with the same host key")
  void comesBackWithItsHypervisor() throws IOException {
    Restart.survived(lab);
  }

  // --- Refused before anything is made ----------------------------------------------------------

  @Test
  @Order(4)
  @Fault(
      in = Area.MACHINES,
      when = "A virtual machine `tripleo` is there that is not the lab's",
      then = "Refused; it is as it was")
  void machineOfOthersIsLeftAlone() throws IOException {
    removeMachine();
    String uuid = "5ca1ab1e-0000-4000-8000-000000000000";
    String xml =
        """
        <domain type="qemu"><name>tripleo</name><uuid>%s</uuid><memory unit="MiB">32</memory>
        <os><type arch="x86_64" machine="pc">hvm</type></os></domain>
        """
            .formatted(uuid);
    lab.folder().runWithInput(xml, "ssh", "hypervisor-stack", "cat >/tmp/others.xml");
    lab.must("virsh", "define", "/tmp/others.xml");
    lab.mustFail(STAGE, "this lab did not make: its UUID is " + uuid, "It was left alone.");
    assertThat(lab.must("virsh", "domuuid", "tripleo").stdout().strip()).isEqualTo(uuid);
    assertThat(lab.must("virsh", "domstate", "tripleo").stdout().strip()).isEqualTo("shut off");
    lab.must("virsh", "undefine", "tripleo");
  }

  private static void removeMachine() throws IOException {
    lab.must("virsh", "destroy", "tripleo");
    lab.must("virsh", "undefine", "tripleo");
  }

  @Test
  @Order(5)
  @Fault(
      in = Area.MACHINES,
      when = "The machine is to have more memory than there is",
      then = "Refused before it is made")
  void moreMemoryThanThereIs() throws IOException {
    failsWith(OPTIONS, "\n--memory 999999\n", "gets 999999 MiB of memory, but the hypervisor has");
    assertNoMachine();
  }

  @Test
  @Order(5)
  @Fault(
      in = Area.MACHINES,
      when = "The machine is to have more processors than there are",
      then = "Refused before it is made")
  void moreProcessorsThanThereAre() throws IOException {
    failsWith(OPTIONS, "\n--vcpus 500\n", "gets 500 virtual CPUs, but the hypervisor has");
    assertNoMachine();
  }

  /** Lines are added for one run. */
  private static void failsWith(String file, String lines, String... parts) throws IOException {
    Path path = lab.folder().file(file);
    String before = Files.readString(path);
    try {
      Files.writeString(path, before + lines);
      lab.mustFail(STAGE, parts);
    } finally {
      Files.writeString(path, before);
    }
  }

  private static void assertNoMachine() throws IOException {
    assertThat(lab.must("virsh", "list", "--all").stdout()).doesNotContain("tripleo");
  }

  // --- The image --------------------------------------------------------------------------------

  @Test
  @Order(6)
  @Fault(
      in = Area.CONNECTION,
      when = "The image that comes is not the one that was asked for",
      then = "Both sums are told; it is not kept")
  void imageThatIsNotTheExpectedOne() throws IOException {
    server = ImageServer.start(lab);
    String sum = server.offer(IMAGE, "cp --reflink=auto /srv/sandbox/tripleo.qcow2 $file");
    String wrong = "0".repeat(64);
    List<String> before = wholeImages();
    useImage(server.url("ranges", IMAGE), wrong);
    RunResult refused = lab.mustFail(STAGE, "its SHA-256 sum is " + sum + " instead of " + wrong);
    assertThat(refused.output()).contains("TRIPLEO_IMAGE_SHA256", server.url("ranges", IMAGE));
    assertThat(wholeImages()).isEqualTo(before);
    assertNoMachine();
  }

  /** All that a run would take for good; grep ends with 1 when that is nothing. */
  private static List<String> wholeImages() {
    return lab.asStack(
            "cd "
                + IMAGES
                + "; ls | grep ^image- | grep -Ev '[.](part|failed|lock|log|seen)$' || true")
        .lines()
        .toList();
  }

  private static void useImage(String url, String sum) throws IOException {
    lab.folder().set("TRIPLEO_IMAGE_URL", url).set("TRIPLEO_IMAGE_SHA256", sum);
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.DISK,
      when = "The hypervisor's disk is full while the image comes",
      then = "The failure names disk and space; nothing half is taken for whole")
  void imageThatDoesNotFitOnTheDisk() throws IOException {
    useImage(server.url("ranges", IMAGE), "1".repeat(64));
    lab.asRoot("mount -t tmpfs -o size=8m,uid=stack,gid=stack tmpfs " + IMAGES);
    try {
      lab.mustFail(STAGE, "could not be fetched: curl: (23)", "free on its disk: 0");
      assertThat(lab.asStack("cd " + IMAGES + "; ls *.part | wc -l; ls *.qcow2 | wc -l"))
          .isEqualTo("1\n0");
    } finally {
      lab.asRoot("umount " + IMAGES);
    }
    assertNoMachine();
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.CONNECTION,
      when =
          "Transfers of the image break off, come twice, change between two parts, come from a server that knows no middle",
      then = "They are taken up or started anew; two at once are one; what is wrong is thrown away")
  void fetchesAreCheckedAndTakenUp() {
    Fetches fetches = new Fetches(lab, server);
    fetches.wholeOnesAreKept();
    fetches.wrongOnesAreThrownAway();
    fetches.brokenOffOnesAreTakenUp();
    fetches.startAnewWhereAServerKnowsNoMiddle();
    fetches.partsOfTwoImagesAreNotPutTogether();
    fetches.twoAtOnceAreOne();
    fetches.fullDiskLeavesNothingGood();
  }

  // --- Machines that do not come up --------------------------------------------------------------

  @Test
  @Order(8)
  @Fault(
      in = Area.MACHINES,
      when = "The machine's image does not boot",
      then = "Told within TRIPLEO_BOOT_LIMIT, with how far it came; the next run makes it anew")
  void machineThatNeverAsksForAnAddress() throws IOException {
    String sum =
        server.offer(
            "empty.raw",
            "truncate --size 64M $file; printf '\\125\\252' | dd of=$file bs=1 seek=510 conv=notrunc status=none");
    useImage(server.url("ranges", "empty.raw"), sum);
    lab.folder().set("TRIPLEO_BOOT_LIMIT", "20");
    try {
      RunResult silent =
          lab.mustFail(
              STAGE,
              "does not answer at 192.168.122.10 port 22, after at most 20 s (TRIPLEO_BOOT_LIMIT)",
              "it runs, but never asked for an address",
              "The next run makes it anew.",
              "The last lines of its console");
      assertThat(silent.output()).doesNotContain("no ssh server answers");
    } finally {
      lab.folder().set("TRIPLEO_BOOT_LIMIT", "900");
    }
  }

  @Test
  @Order(9)
  @Fault(
      in = Area.CONFIGURATION,
      when = "cloud-init does not take the user's cloud-config",
      then = "cloud-init's own words; the next run makes the machine anew")
  void cloudConfigThatCloudInitDoesNotTake() throws IOException {
    useImage("", "");
    failsWith(
        CLOUD_CONFIG,
        "\nruncmd: 7\n",
        "cloud-init could not do all that configuration/libvirt/cloud-init/tripleo.yaml says",
        "runcmd",
        "the next run makes the machine anew");
  }

  // --- Killed at the worst moments ---------------------------------------------------------------

  @Test
  @Order(10)
  @Fault(
      in = Area.KILLED,
      when = "The program and the transfer are killed while the image comes",
      then = "The next run takes up the part that is there")
  void killedWhileTheImageComes() throws IOException {
    String sum = server.sum(IMAGE);
    useImage(server.url("ranges", IMAGE), sum);
    List<String> before = wholeImages();
    server.hold(IMAGE, HELD_AT);
    killAt(".part", () -> lab.asStack("find " + IMAGES + " -name '*.part' -size +18M"));
    // As with a power cut to the hypervisor: the transfer would go on by itself otherwise.
    lab.asRoot(
        "for i in $(seq 100); do pkill -9 -u stack -x 'fetch-image|curl' || break; sleep 0.1; done");
    server.release(IMAGE);
    // pgrep ends with 1 when it finds none, which is what is wanted.
    assertThat(lab.asRoot("pgrep -u stack -x 'fetch-image|curl' || true")).isEmpty();
    taken = lab.asStack("stat --format %s " + IMAGES + "/*.part");
    assertThat(wholeImages()).isEqualTo(before);
  }

  @Test
  @Order(11)
  @Fault(
      in = Area.KILLED,
      when = "The program is killed while virt-install runs",
      then = "The next run goes on; the transfer was taken up where it was")
  void killedWhileVirtInstallRuns() throws IOException {
    String script =
        "until pid=$(pgrep -f '[g]uest=tripleo') && [ \"$pid\" != '%s' ]; do sleep 0.02; done; echo caught"
            .formatted(emulator());
    killAt("caught", () -> lab.asStack(script));
    assertThat(server.requests()).contains("/ranges/" + IMAGE + " " + taken);
  }

  @Test
  @Order(12)
  @Fault(
      in = Area.KILLED,
      when = "The program is killed while the machine boots",
      then = "The next run waits for the same machine and finishes it")
  void killedWhileItBoots() throws IOException {
    killAt("Wait until its ssh server answers", TripleoPrepareIT::events);
    String booting = emulator();
    assertThat(booting).isNotEmpty();
    lab.must("run", "tripleo-prepare", "--yes");
    assertThat(emulator()).as("the machine that was booting").isEqualTo(booting);
    hasSetItselfUp();
    firstSettingsAreGone();
    runsWithAClientThatOwnsUpToBeingSimulated();
  }

  /** What the newest run has come to. */
  private static String events() {
    try {
      return Files.readString(lab.folder().file("workspace/runs/latest/events.jsonl"));
    } catch (IOException notYet) {
      return "";
    }
  }

  /** The process that the machine runs in; empty when it is off, where pgrep ends with 1. */
  private static String emulator() {
    return lab.asRoot("pgrep -f '[g]uest=tripleo' || true");
  }

  private interface Look {
    String at();
  }

  /** Starts the stage, and ends it as soon as this can be seen. */
  private static void killAt(String part, Look look) throws IOException {
    Command running = lab.start("run", "tripleo-prepare", "--yes", "--progress", "plain");
    try {
      Instant end = Instant.now().plus(Duration.ofMinutes(4));
      String seen = look.at();
      while (!seen.contains(part) && Instant.now().isBefore(end)) {
        Command.pause(Duration.ofMillis(50));
        seen = look.at();
      }
      assertThat(seen).as(running.outputSoFar()).contains(part);
      lab.kill(running);
    } finally {
      running.kill();
    }
  }
}
