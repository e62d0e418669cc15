package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.results.RealPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands that query an undercloud and change nothing. */
@EndToEnd
@Execution(ExecutionMode.SAME_THREAD)
final class UndercloudShortcutsIT {
  private static final String STAGE = "tripleo-install";
  private static final List<String> STAND_INS = List.of("keystone", "neutron_api");
  private static final List<String> IRONIC =
      List.of(
          "ironic_api",
          "ironic_conductor",
          "ironic_inspector",
          "ironic_inspector_dnsmasq",
          "ironic_pxe_http");

  private static SandboxLab lab;

  @BeforeAll
  static void make(@In(State.CONTAINER) SandboxLab given) {
    lab = given;
    lab.must("run", "--yes", STAGE);
  }

  @Test
  void labelsOfContainersTellStandInsFromIronic() {
    String containers = lab.must("podman", "ps", "--format", "{{.Names}} {{.Labels}}").stdout();
    STAND_INS.forEach(
        it -> assertThat(containers).containsPattern("(?m)^" + it + " .*simulated:true"));
    IRONIC.forEach(
        it -> assertThat(containers).containsPattern("(?m)^" + it + " .*tripleo-lab.runs:"));
  }

  @Test
  void openstackPassesArgumentsUnchanged() {
    assertThat(lab.must("openstack", "catalog", "list").stdout()).contains("ironic", "keystone");
    RunResult wrong = lab.folder().run("openstack", "no such", "it's \"one\" $HOME word");
    assertThat(wrong.exitCode()).as(wrong::everything).isEqualTo(2);
    assertThat(wrong.stderr()).contains("no such it's \"one\" $HOME word");
  }

  @Test
  void containerNamesMayBeAbbreviated() {
    assertThat(lab.must("podman-restart", "conductor").output()).contains("ironic_conductor");
    RunResult ambiguous = lab.folder().run("podman-restart", "ironic");
    assertThat(ambiguous.exitCode()).as(ambiguous::everything).isEqualTo(2);
    assertThat(ambiguous.stderr()).contains("ironic_api", "ironic_conductor");
    RunResult unknown = lab.folder().run("podman-bash", "ironic_conducter");
    assertThat(unknown.exitCode()).as(unknown::everything).isEqualTo(2);
    assertThat(unknown.stderr()).contains("ironic_conductor");
  }

  @Test
  void opensAShellInAContainer() {
    List<String> argv = lab.folder().argv(List.of(), "podman-bash", "ironic_conductor");
    try (TerminalWindow window = new TerminalWindow(argv)) {
      window
          .sees("ironic@tripleo")
          .types("echo in $((40 + 2)); exit 7")
          .sees("in 42")
          .sees("exit code 7");
    }
  }

  @Test
  void wideTablesFitTheTerminal() {
    List<String> argv = lab.folder().argv(List.of(), "openstack", "catalog", "list");
    try (TerminalWindow window = new TerminalWindow(argv)) {
      window.sees("exit code 0");
      assertThat(window.text().lines()).allMatch(it -> it.length() <= 160);
    }
  }

  @Test
  @Fault(
      in = Area.SECRETS,
      when =
          "`fetch-results` copies logs and configuration of all hosts, and a plan of TripleO with archives and databases",
      then = "The copies contain no key and no password")
  void fetchesWhatExplainsIt(@TempDir Path folder) throws IOException {
    RealPlan plan = new RealPlan("wallaby");
    plan.write(folder);
    // It quotes the password of a file that the machine has already, with another one.
    Files.delete(folder.resolve("home/stack/install-undercloud.log"));
    copyNewFiles(folder);
    RunResult fetched = lab.must("fetch-results");
    Path results = lab.folder().file("workspace/runs/latest/results");
    assertThat(fetched.stdout()).contains("results");
    Leaks.noneIn(results, lab);
    assertThat(new Leaks(List.copyOf(plan.secrets())).inFolder(results)).isEmpty();
    assertThat(Leaks.holding(results, "ironic::api::authtoken::password: ********")).isNotEmpty();
    assertThat(Leaks.holding(results, "has been successfully installed")).isNotEmpty();
    assertThat(Leaks.holding(results, "local_ip")).isNotEmpty();
  }

  /**
   * Copies files to the virtual machine, where they do not replace those of the undercloud. Folders
   * are not in the archive: tar would change those that exist.
   */
  private static void copyNewFiles(Path folder) {
    String pack = "cd \"$0\" && find . ! -type d -print0 | tar --null -T - -cz | base64";
    RunResult archive = Command.runWithInput("", "sh", "-c", pack, folder.toString());
    String unpack = "base64 -d | sudo tar -C / --skip-old-files -xzf -";
    RunResult copied = lab.folder().ssh("tripleo-stack", unpack, archive.stdout());
    assertThat(copied.exitCode()).as(copied::everything).isZero();
  }

  @Test
  @Fault(
      in = Area.INSTALLATION,
      when = "local_ip changes after the installation",
      then = "Refused; the message names the installed address")
  void keepsItsAddress() throws IOException {
    Path file = lab.folder().file("configuration/tripleo/undercloud.conf");
    String before = Files.readString(file);
    Files.writeString(file, before.replaceAll("192\\.168\\.24\\.1\\b", "192.168.24.4"));
    lab.mustFail(STAGE, "installed with local_ip 192.168.24.1/24, which TripleO cannot");
    Files.writeString(file, before);
  }
}
