package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * The undercloud of the release that is simulated: installed from an empty folder, reached by the
 * shortcuts, found again; then installed while connections drop, the program dies and the
 * installation fails. An installation costs a minute, which is why the order of the tests matters.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RecordsRuns
final class TripleoInstallIT {
  private static final String STAGE = "tripleo-install";
  private static final String UNIT = "tripleo-lab-undercloud-install";
  private static final List<String> CONTAINERS =
      List.of("keystone", "ironic_api", "ironic_conductor", "neutron_api");

  @TempDir private static Path temporary;
  private static SandboxLab lab;
  private static RunResult first;
  private static RunResult failed;
  private static Set<String> processes;

  @BeforeAll
  static void make() throws IOException {
    lab = SandboxLab.make(temporary);
    try (ProcessLists lists = ProcessLists.sample()) {
      first = lab.folder().run("run", "all", "--yes");
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

  // --- Installed ---------------------------------------------------------------------------------

  @Test
  @Order(1)
  void tellsThePhasesAndTheTimeOfEachStage() {
    // A step lasts seconds here, less than a look at the log: which are seen is left to chance.
    assertThat(first.stdout()).containsPattern("tripleo-stack: step [1-5] of 5: ");
    assertThat(first.stdout()).contains("tripleo-stack: installed");
    assertThat(first.stderr()).contains("The undercloud is simulated");
    for (String stage : List.of("prepare", "tripleo-prepare", STAGE)) {
      assertThat(first.stderr()).containsPattern("(?m)^done +" + stage + " +[0-9]");
    }
  }

  @Test
  @Order(1)
  void containersSayWhatTheyAre() throws IOException {
    String containers = lab.must("podman", "ps", "--format", "{{.Names}} {{.Labels}}").stdout();
    CONTAINERS.forEach(it -> assertThat(containers).containsPattern("(?m)^" + it + " .*simulated"));
    assertThat(lab.must("openstack", "--version").stdout()).contains("simulated");
    assertThat(lab.inMachine("head -n 3 undercloud_install.log")).contains("simulated");
  }

  @Test
  @Order(1)
  void openstackAnswersAsTyped() throws IOException {
    assertThat(lab.must("openstack", "catalog", "list").stdout()).contains("ironic", "keystone");
    RunResult wrong = lab.folder().run("openstack", "no such", "it's \"one\" $HOME word");
    assertThat(wrong.exitCode()).as(wrong::everything).isEqualTo(2);
    assertThat(wrong.stderr()).contains("no such it's \"one\" $HOME word");
  }

  @Test
  @Order(1)
  void namesOfContainersMayBeParts() throws IOException {
    assertThat(lab.must("podman-restart", "conductor").output()).contains("ironic_conductor");
    RunResult ambiguous = lab.folder().run("podman-restart", "ironic");
    assertThat(ambiguous.exitCode()).as(ambiguous::everything).isEqualTo(2);
    assertThat(ambiguous.stderr()).contains("ironic_api", "ironic_conductor");
    RunResult unknown = lab.folder().run("podman-bash", "ironic_conducter");
    assertThat(unknown.exitCode()).as(unknown::everything).isEqualTo(2);
    assertThat(unknown.stderr()).contains("ironic_conductor");
  }

  @Test
  @Order(1)
  void opensAShellInAContainer() {
    List<String> argv = lab.folder().argv(List.of(), "podman-bash", "ironic_conductor");
    try (TerminalWindow window = new TerminalWindow(argv)) {
      window.sees("#").types("echo in $((40 + 2)); exit 7").sees("in 42").sees("exit code 7");
    }
  }

  @Test
  @Order(1)
  void wideTablesFitTheTerminal() {
    List<String> argv = lab.folder().argv(List.of(), "openstack", "catalog", "list");
    try (TerminalWindow window = new TerminalWindow(argv)) {
      window.sees("exit code 0");
      assertThat(window.text().lines()).allMatch(it -> it.length() <= 160);
    }
  }

  @Test
  @Order(1)
  @Fault(
      in = Area.SECRETS,
      when = "The undercloud's own password",
      then =
          "Nobody but stack may read it in the machine; it is in no file of the lab and in no process of the hypervisor")
  void othersReadNoSecrets() throws IOException {
    assertThat(
            lab.inMachine(
                "stat -c '%a %U %n' stackrc undercloud.conf containers-prepare-parameter.yaml"))
        .isEqualTo(
            "600 stack stackrc\n600 stack undercloud.conf\n600 stack containers-prepare-parameter.yaml");
    Leaks leaks = new Leaks(List.of(passwordOfUndercloud()));
    assertThat(leaks.inFolder(lab.folder().path())).isEmpty();
    assertThat(processes).noneMatch(leaks::isIn);
  }

  @Test
  @Order(2)
  void secondRunChangesNothing() throws IOException {
    String log = lab.inMachine("stat -c %Y undercloud_install.log");
    lab.changesNothing(STAGE, 3);
    assertThat(lab.inMachine("stat -c %Y undercloud_install.log")).isEqualTo(log);
  }

  @Test
  @Order(2)
  @Fault(
      in = Area.SECRETS,
      when = "`fetch-results` copies logs and configuration of all hosts",
      then = "No key and no password is in what was copied")
  void fetchesWhatExplainsIt() throws IOException {
    RunResult fetched = lab.must("fetch-results");
    Path results = lab.folder().file("workspace/runs/latest/results");
    assertThat(fetched.stdout()).contains("results");
    assertThat(new Leaks(lab.folder().secrets()).inFolder(results)).isEmpty();
    assertThat(new Leaks(List.of(passwordOfUndercloud())).inFolder(results)).isEmpty();
    assertThat(holding(results, "has been successfully installed")).isNotEmpty();
    assertThat(holding(results, "local_ip")).isNotEmpty();
  }

  private static List<String> holding(Path folder, String text) throws IOException {
    return new Leaks(List.of(text)).inFolder(folder);
  }

  private static String passwordOfUndercloud() throws IOException {
    String password = lab.inMachine("sed -n 's/.*OS_PASSWORD=//p' stackrc").replaceAll("['\"]", "");
    assertThat(password).hasSizeGreaterThan(7);
    return password;
  }

  // --- Against resistance ------------------------------------------------------------------------

  @Test
  @Order(3)
  @Fault(
      in = Area.INSTALLATION,
      when = "The program is killed while the undercloud is installed",
      then = "The installation goes on; the next run follows the same one to its end")
  void outlivesAKilledProgram() throws IOException {
    final int before = installations();
    lab.folder().set("TRIPLEO_CONTAINER_TAG", "pinned");
    lab.kill(startSlowly());
    assertThat(state()).isEqualTo("running");
    RunResult next = lab.must("run", STAGE, "--yes");
    assertThat(next.stdout()).contains("step 5 of 5");
    assertThat(installations()).isEqualTo(before + 1);
    assertThat(lab.must("podman", "ps", "--format", "{{.Image}}").stdout())
        .contains(":pinned")
        .doesNotContain("current-tripleo");
    assertThat(lab.inMachine("cat containers-prepare-parameter.yaml"))
        .contains("tag: pinned")
        .doesNotContain("tag_from_label");
  }

  private static String state() throws IOException {
    return lab.inMachine("bash tripleo-lab/undercloud-install state");
  }

  /** Begins an installation that takes its time, and waits until it is at work. */
  private static Command startSlowly() throws IOException {
    lab.inMachine("printf '[undercloud install]\\npace = 1\\n' > simulated.conf");
    Command running = lab.start("run", STAGE, "--yes");
    lab.eventually(
        "running",
        () ->
            lab.folder().run("ssh", "tripleo-stack", "bash tripleo-lab/undercloud-install state"));
    return running;
  }

  /** How many installations there were: each writes down that it began. */
  private static int installations() throws IOException {
    return Integer.parseInt(lab.inMachine("grep -c began tripleo-lab/undercloud.history"));
  }

  @Test
  @Order(4)
  @Fault(
      in = Area.INSTALLATION,
      when = "sshd stops and stack's connections are killed during the installation",
      then = "Exit code 1 with what to do; the installation goes on, and the next run follows it")
  void outlivesTheConnection() throws IOException {
    final int before = installations();
    lab.folder().set("TRIPLEO_CONTAINER_TAG", "pinned-again");
    Command running = startSlowly();
    lab.asRoot("systemctl stop ssh; pkill -KILL -u stack sshd || true");
    RunResult cut = running.await();
    assertThat(cut.exitCode()).as(cut::everything).isEqualTo(1);
    assertThat(cut.output()).contains("does not answer any more", "followed to its end");
    lab.asRoot("systemctl start ssh");
    assertThat(state()).isEqualTo("running");
    lab.must("run", STAGE, "--yes");
    assertThat(installations()).isEqualTo(before + 1);
  }

  @Test
  @Order(5)
  @Fault(
      in = Area.INSTALLATION,
      when = "The installation fails in a step",
      then =
          "Exit code 1, the cause in at most 20 lines, logs in the record; the next run succeeds when the cause is gone")
  void tellsWhatItFailedWith() throws IOException {
    lab.inMachine("printf '[undercloud install]\\nfail_in = step-3\\n' > simulated.conf");
    lab.folder().set("TRIPLEO_CONTAINER_TAG", "");
    failed =
        lab.mustFailAndFetch(
            STAGE, "FATAL", "step 3", "fail_in = step-3", "tripleo-lab run " + STAGE);
    String end = failed.stdout() + failed.stderr();
    String cause = end.substring(end.lastIndexOf("tripleo-stack: Require that it succeeded"));
    assertThat(cause.lines().takeWhile(it -> !it.isBlank()).count()).isBetween(5L, 20L);
    assertThat(holding(lab.folder().file("workspace/runs/latest/results"), "FATAL")).isNotEmpty();
    lab.inMachine("rm simulated.conf");
    lab.must("run", STAGE, "--yes");
  }

  @Test
  @Order(6)
  @Fault(
      in = Area.INSTALLATION,
      when = "The installation hangs",
      then = "Told after TRIPLEO_INSTALL_LIMIT; given up, the next run installs again")
  void canBeGivenUp() throws IOException {
    lab.inMachine("printf '[undercloud install]\\nhang_in = step-2\\n' > simulated.conf");
    lab.folder().set("TRIPLEO_CONTAINER_TAG", "another").set("TRIPLEO_INSTALL_LIMIT", "60");
    lab.mustFail(List.of(STAGE), "takes longer than 60 s", "step 2 of 5");
    lab.inMachine("sudo systemctl stop " + UNIT + "; rm simulated.conf");
    assertThat(state()).isEqualTo("lost");
    lab.folder().set("TRIPLEO_INSTALL_LIMIT", "7200");
    lab.must("run", STAGE, "--yes");
  }

  @Test
  @Order(7)
  @Fault(
      in = Area.INSTALLATION,
      when = "A container of the undercloud is gone",
      then = "It is named; the next run installs again")
  void installsAgainWhenServicesAreDead() throws IOException {
    final int before = installations();
    lab.must("podman", "rm", "--force", "keystone");
    lab.mustFail(List.of(STAGE), "container keystone does not run", "The next run installs again");
    lab.must("run", STAGE, "--yes");
    assertThat(installations()).isEqualTo(before + 1);
    assertThat(lab.must("podman", "ps").stdout()).contains("keystone");
  }

  @Test
  @Order(8)
  @Fault(
      in = Area.INSTALLATION,
      when = "local_ip is changed after the installation",
      then = "Refused, with the address it has")
  void keepsItsAddress() throws IOException {
    Path file = lab.folder().file("configuration/tripleo/undercloud.conf");
    String before = Files.readString(file);
    Files.writeString(file, before.replaceAll("192\\.168\\.24\\.1\\b", "192.168.24.4"));
    try {
      lab.mustFail(List.of(STAGE), "installed with local_ip 192.168.24.1/24, which TripleO cannot");
    } finally {
      Files.writeString(file, before);
    }
  }

  @Test
  @Order(9)
  @Fault(
      in = Area.INSTALLATION,
      when = "The hypervisor restarts",
      then = "The undercloud is back, and its stage changes nothing")
  void comesBackWithItsHypervisor() throws IOException {
    Restart.survived(lab);
    lab.changesNothing(STAGE, 3);
  }

  // --- Secrets -----------------------------------------------------------------------------------

  @Test
  @Order(10)
  @Fault(
      in = Area.SECRETS,
      when = "All stages, their repetitions, failures and `fetch-results`: every place there is",
      then =
          "Keys and passwords are in their own files and in no other of the lab, of the hypervisor, of the machine (but its own host key, for root alone), of temporary folders; on no screen, in no process")
  void secretsOfTheWholeChainAreNowhere() throws IOException {
    Leaks leaks = new Leaks(lab.folder().secrets());
    assertThat(leaks.inFolder(lab.folder().path()))
        .isNotEmpty()
        .allMatch(it -> it.matches("workspace/(keys/[a-z@]+|passwords/[a-z@]+)"));
    assertThat(processes).isNotEmpty().noneMatch(leaks::isIn);
    assertThat(leaks.isIn(first.output() + failed.output())).isFalse();
    assertThat(leaks.onHypervisor(lab.container())).isEmpty();
    List<String> hostKey = Files.readAllLines(lab.folder().file("workspace/keys/host@tripleo"));
    List<String> others =
        lab.folder().secrets().stream().filter(it -> !hostKey.contains(it)).toList();
    assertThat(new Leaks(others).inMachine(lab)).isEmpty();
    List<String> withHostKey = leaks.inMachine(lab).lines().toList();
    assertThat(withHostKey).contains("/etc/ssh/ssh_host_ed25519_key");
    assertThat(lab.inMachine("sudo stat -c %a " + String.join(" ", withHostKey)).lines())
        .allMatch(it -> it.matches("[46]00"));
    assertThat(leaks.here(lab.folder().path())).isEmpty();
  }
}
