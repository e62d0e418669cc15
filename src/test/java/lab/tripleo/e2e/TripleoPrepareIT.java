package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Obstacles to creating the virtual machine {@code tripleo}. */
@EndToEnd
@Order(4)
final class TripleoPrepareIT {
  private static final String STAGE = "tripleo-prepare";
  private static final String OPTIONS = "configuration/libvirt/virt-install/tripleo.ini";
  private static final String CLOUD_CONFIG = "configuration/libvirt/cloud-init/tripleo.yaml";
  private static final String IMAGES = "/home/stack/tripleo-lab/images";
  private static final String IMAGE = "tripleo.qcow2";
  private static final long HELD_AT = 20_000_000;

  // --- Refused before anything is created ----------------------------------------------------

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "`tripleo-prepare` before `prepare`",
      then = "Refused; the message says what to run first")
  void needsTheStageBefore(SandboxLab lab) {
    lab.mustFail(
        STAGE,
        "This lab has not prepared the hypervisor. Run stage prepare first: tripleo-lab run"
            + " prepare");
    // ls fails, because the folders are missing as expected.
    assertThat(lab.asRoot("ls -d /etc/tripleo-lab /home/stack 2>/dev/null || true")).isEmpty();
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "A foreign virtual machine has the name `tripleo`",
      then = "Refused; it stays unchanged")
  @Fault(
      in = Area.MACHINES,
      when = "The virtual machine needs more memory than the hypervisor has",
      then = "Refused before it is created")
  @Fault(
      in = Area.MACHINES,
      when = "The virtual machine needs more processors than the hypervisor has",
      then = "Refused before it is created")
  void machinesThatCannotBe(@In(State.PREPARED) SandboxLab lab) throws IOException {
    failsWith(
        lab,
        OPTIONS,
        "\n--memory 999999\n--vcpus 500\n",
        "problems: 2. Nothing was changed.",
        "memory: Virtual machine tripleo needs 999999 MiB of memory, but only",
        "processors: Virtual machine tripleo needs 500 virtual CPUs, but the hypervisor has only");
    hasNoMachine(lab);

    String uuid = "5ca1ab1e-0000-4000-8000-000000000000";
    String xml =
        """
        <domain type="qemu"><name>tripleo</name><uuid>%s</uuid><memory unit="MiB">32</memory>
        <os><type arch="x86_64" machine="pc">hvm</type></os></domain>
        """
            .formatted(uuid);
    lab.folder().ssh("hypervisor-stack", "cat >/tmp/others.xml", xml);
    lab.virsh("define /tmp/others.xml");
    lab.mustFail(STAGE, "UUID " + uuid + ") that this lab did not create.", "Nothing was changed.");
    assertThat(lab.virsh("domuuid tripleo")).isEqualTo(uuid);
    assertThat(lab.virsh("domstate tripleo")).isEqualTo("shut off");
  }

  /** Adds lines to a file for one run that must fail. */
  private static void failsWith(SandboxLab lab, String file, String lines, String... parts)
      throws IOException {
    Path path = lab.folder().file(file);
    String before = Files.readString(path);
    Files.writeString(path, before + lines);
    lab.mustFail(STAGE, parts);
    Files.writeString(path, before);
  }

  private static void hasNoMachine(SandboxLab lab) {
    assertThat(lab.virsh("list --all")).doesNotContain("tripleo");
  }

  // --- The image -----------------------------------------------------------------------------

  @Test
  @Fault(
      in = Area.CONNECTION,
      when = "The fetched image has the wrong checksum",
      then = "The message has both checksums; the image is removed")
  @Fault(
      in = Area.DISK,
      when = "The hypervisor's disk is full while the image is fetched",
      then = "The error names the disk and its free space; a partial image is never used")
  @Fault(
      in = Area.CONNECTION,
      when =
          "A transfer of the image breaks off, starts twice, changes in between, or comes from a server without range requests",
      then = "It is resumed or restarted; two at once share one transfer; wrong data is discarded")
  void imagesThatDoNotComeWhole(@In(State.PREPARED) SandboxLab lab) throws IOException {
    lab.provideCloudImage();
    lab.asStack("mkdir -p " + IMAGES);
    ImageServer server = ImageServer.start(lab);
    String sum = server.offer(IMAGE, "cp --reflink=auto /srv/sandbox/tripleo.qcow2 $file");
    String wrong = "0".repeat(64);
    List<String> before = wholeImages(lab);
    useImage(lab, server.url("ranges", IMAGE), wrong);
    RunResult refused = lab.mustFail(STAGE, "its SHA-256 sum is " + sum + " instead of " + wrong);
    assertThat(refused.output()).contains("TRIPLEO_IMAGE_SHA256", server.url("ranges", IMAGE));
    assertThat(wholeImages(lab)).isEqualTo(before);

    useImage(lab, server.url("ranges", IMAGE), "1".repeat(64));
    lab.asRoot("mount -t tmpfs -o size=8m,uid=stack,gid=stack tmpfs " + IMAGES);
    lab.mustFail(STAGE, "could not be fetched: curl: (23)", "free disk space: 0");
    assertThat(lab.asStack("cd " + IMAGES + "; ls *.part | wc -l; ls *.qcow2 | wc -l"))
        .isEqualTo("1\n0");
    lab.asRoot("umount " + IMAGES);
    hasNoMachine(lab);

    Fetches fetches = new Fetches(lab, server);
    fetches.completeImagesAreKept();
    fetches.wrongImagesAreDeleted();
    fetches.interruptedTransfersAreResumed();
    fetches.transfersRestartWithoutRangeSupport();
    fetches.partsOfTwoImagesAreNotCombined();
    fetches.twoTransfersAtOnceShareOne();
    fetches.fullDiskLeavesNoCompleteImage();
  }

  /** All complete images; grep ends with 1 if there are none. */
  private static List<String> wholeImages(SandboxLab lab) {
    return lab.asStack(
            "cd "
                + IMAGES
                + "; ls | grep ^image- | grep -Ev '[.](part|failed|lock|log|seen)$' || true")
        .lines()
        .toList();
  }

  private static void useImage(SandboxLab lab, String url, String sum) throws IOException {
    lab.folder().set("TRIPLEO_IMAGE_URL", url).set("TRIPLEO_IMAGE_SHA256", sum);
  }

  // --- Machines that do not boot, and runs that are killed -------------------------------------

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "The virtual machine's image does not boot",
      then =
          "It is reported within TRIPLEO_BOOT_LIMIT, with the last step reached; the next run recreates the virtual machine")
  @Fault(
      in = Area.CONFIGURATION,
      when = "cloud-init rejects the user's cloud-config",
      then = "The message quotes cloud-init; the next run recreates the virtual machine")
  @Fault(
      in = Area.KILLED,
      when = "The program and the transfer are killed while the image is fetched",
      then = "The next run resumes the transfer")
  @Fault(
      in = Area.KILLED,
      when = "The program is killed while virt-install runs",
      then = "The next run continues; the transfer resumes where it stopped")
  @Fault(
      in = Area.KILLED,
      when = "The program is killed while the virtual machine boots",
      then = "The next run waits for the same virtual machine and finishes its setup")
  void machineIsMadeAgainstResistance(@In(State.PREPARED) SandboxLab lab) throws IOException {
    lab.provideCloudImage();
    ImageServer server = ImageServer.start(lab);
    imageDoesNotBoot(lab, server);
    failsWith(
        lab,
        CLOUD_CONFIG,
        "\nruncmd: 7\n",
        "cloud-init reported errors in virtual machine tripleo",
        "Correct configuration/libvirt/cloud-init/tripleo.yaml and run again",
        "runcmd",
        "the run recreates the virtual machine");
    String taken = killedWhileTheImageComes(lab, server);
    killedWhileVirtInstallRuns(lab);
    assertThat(server.requests()).contains("/ranges/" + IMAGE + " " + taken);
    killedWhileItBoots(lab);
    assertThat(lab.inMachine("cloud-init status; openstack --version"))
        .contains("status: done", "simulated");
    assertThat(lab.virsh("domblklist tripleo")).doesNotContain("seed");
    secondInterfaceIsNotConfigured(lab);
  }

  private static void secondInterfaceIsNotConfigured(SandboxLab lab) {
    String interfaces = lab.inMachine("ip -br address");
    assertThat(interfaces)
        .containsPattern("(?m)^eth0 +UP +192\\.168\\.122\\.10/24")
        .containsPattern("(?m)^eth1 ");
    assertThat(interfaces.lines().filter(it -> it.startsWith("eth1 ")))
        .noneMatch(it -> it.matches(".*\\d\\.\\d.*"));
  }

  private static void imageDoesNotBoot(SandboxLab lab, ImageServer server) throws IOException {
    String sum =
        server.offer(
            "empty.raw",
            // Its boot sector stops the processor, so that waiting costs no CPU time.
            "{ printf '\\372\\364'; head -c 508 /dev/zero; printf '\\125\\252'; } >$file;"
                + " truncate --size 64M $file");
    useImage(lab, server.url("ranges", "empty.raw"), sum);
    lab.folder().set("TRIPLEO_BOOT_LIMIT", "20");
    RunResult silent =
        lab.mustFail(
            STAGE,
            "does not answer at 192.168.122.10 port 22 (TRIPLEO_BOOT_LIMIT=20)",
            "it runs, but has no DHCP lease of network virtual-machine-control-plane;"
                + " the hypervisor's firewall does not block DHCP; its console shows",
            "The next run recreates it.",
            "The last lines of its console");
    assertThat(silent.output()).doesNotContain("no ssh server answers");
    lab.folder().set("TRIPLEO_BOOT_LIMIT", "900");
    useImage(lab, "", "");
  }

  private static String killedWhileTheImageComes(SandboxLab lab, ImageServer server)
      throws IOException {
    String sum = server.offer(IMAGE, "cp --reflink=auto /srv/sandbox/tripleo.qcow2 $file");
    useImage(lab, server.url("ranges", IMAGE), sum);
    List<String> before = wholeImages(lab);
    server.hold(IMAGE, HELD_AT);
    killAt(
        lab,
        () ->
            lab.asStack(
                "until find %s -name '*.part' -size +18M | grep .; do sleep 0.1; done"
                    .formatted(IMAGES)));
    // As after a power failure of the hypervisor; the transfer would continue otherwise.
    lab.asRoot(
        "for i in $(seq 100); do pkill -9 -u stack -x 'fetch-image|curl' || break; sleep 0.1; done");
    server.release(IMAGE);
    // pgrep ends with 1, because there are no processes, as expected.
    assertThat(lab.asRoot("pgrep -u stack -x 'fetch-image|curl' || true")).isEmpty();
    assertThat(wholeImages(lab)).isEqualTo(before);
    return lab.asStack("stat --format %s " + IMAGES + "/*.part");
  }

  private static void killedWhileVirtInstallRuns(SandboxLab lab) throws IOException {
    String script =
        "until pid=$(pgrep -f '[g]uest=tripleo') && [ \"$pid\" != '%s' ]; do sleep 0.02; done"
            .formatted(emulator(lab));
    killAt(lab, () -> lab.asStack(script + "; echo caught"));
  }

  private static void killedWhileItBoots(SandboxLab lab) throws IOException {
    Path events = lab.folder().file("workspace/runs/latest/events.jsonl");
    String last = lab.folder().latestRun().path("id").asText();
    killAt(
        lab,
        () ->
            lab.folder().latestRun().path("id").asText().equals(last)
                    || !Files.exists(events)
                    || !Command.read(events).contains("Wait until the ssh server answers")
                ? ""
                : "it boots");
    String booting = emulator(lab);
    assertThat(booting).isNotEmpty();
    lab.must("run", STAGE, "--yes");
    assertThat(emulator(lab)).as("the machine that was booting").isEqualTo(booting);
  }

  /** The process of the virtual machine; empty if it is off, when pgrep ends with 1. */
  private static String emulator(SandboxLab lab) {
    return lab.asRoot("pgrep -f '[g]uest=tripleo' || true");
  }

  private interface Look {
    String at() throws IOException;
  }

  /** Starts the stage, and kills it as soon as the condition is true. */
  private static void killAt(SandboxLab lab, Look look) throws IOException {
    Command running = lab.start("run", STAGE, "--yes", "--progress", "plain");
    try {
      Instant end = Instant.now().plus(Duration.ofMinutes(4));
      while (look.at().isEmpty() && Instant.now().isBefore(end)) {
        Command.pause(Duration.ofMillis(50));
      }
      assertThat(look.at()).as(running.outputSoFar()).isNotEmpty();
      lab.kill(running);
    } finally {
      running.kill();
    }
  }
}
