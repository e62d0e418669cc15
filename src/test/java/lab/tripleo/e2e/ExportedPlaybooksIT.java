package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.generation.ExportGenerator;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.GoldenLabs;
import lab.tripleo.generation.OldAnsible;
import lab.tripleo.model.Lab;
import lab.tripleo.workspace.SshConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exported playbooks that Ansible starts without their inventory or with other settings. A stand-in
 * for ssh reports the configuration that ssh would use, and does not connect.
 */
@Execution(ExecutionMode.CONCURRENT)
final class ExportedPlaybooksIT {
  private static final Path LABS = Path.of("src/test/resources/labs");
  private static final int TASK_FAILED = 2;
  private static final int UNREACHABLE = 4;

  /** Settings with which ssh would accept any host key. */
  private static final String CARELESS =
      """
      [defaults]
      host_key_checking = false
      remote_user = somebody
      [ssh_connection]
      ssh_args = -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null
      ssh_common_args = -F none
      ssh_extra_args = -o StrictHostKeyChecking=no
      """;

  @TempDir private Path temporary;
  private Path export;
  private Path ssh;

  @BeforeEach
  void export() throws IOException {
    export = export("debian12-qemu", "a lab's export");
    Files.createFile(log());
    ssh = temporary.resolve("bin/ssh");
    Files.createDirectories(ssh.getParent());
    Files.writeString(
        ssh, "#!/bin/sh\n" + onPath("ssh") + " -G \"$@\" >>'" + log() + "'\nexit 255\n");
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** An export with a workspace. */
  private Path export(String name, String folder) throws IOException {
    Lab lab = GoldenLabs.lab(LABS.resolve(name), temporary.resolve("configuration of " + name));
    Path made = temporary.resolve(folder);
    for (GeneratedFile file : new ExportGenerator().generate(lab, false, false)) {
      Path target = made.resolve(file.path());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.content());
    }
    Path workspace = made.resolve("workspace");
    Files.writeString(workspace.resolve("lab-id"), "11111111-2222-3333-4444-555555555555\n");
    Files.writeString(
        workspace.resolve("ssh.config"),
        new SshConfig(workspace, "192.0.2.1", 22, Optional.of("192.0.2.2")).text());
    return made;
  }

  private static Path onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(it -> Path.of(it, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(program + " is not on the PATH"));
  }

  private Path log() {
    return temporary.resolve("ssh.log");
  }

  private Path inventory() {
    return export.resolve("inventory/hosts.yml");
  }

  private Path playbook(String name) {
    return export.resolve("playbooks/" + name + ".yml");
  }

  /** Runs ansible-playbook in a folder. */
  private RunResult run(
      Path ansible, Path folder, Map<String, String> settings, Object... arguments) {
    List<String> argv =
        new ArrayList<>(List.of("env", "-C", folder.toString(), ansible.toString()));
    argv.addAll(List.of("-e", "ansible_ssh_retries=0"));
    Stream.of(arguments).map(Object::toString).forEach(argv::add);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", ssh.getParent() + File.pathSeparator + System.getenv("PATH"));
    environment.put("ANSIBLE_HOME", temporary.resolve("ansible").toString());
    environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", temporary.resolve("cp").toString());
    environment.put("ANSIBLE_NOCOLOR", "1");
    environment.put("LC_ALL", "C.UTF-8");
    environment.putAll(settings);
    return Command.start(argv, environment, "").await();
  }

  private RunResult run(Path folder, Map<String, String> settings, Object... arguments) {
    return run(onPath("ansible-playbook"), folder, settings, arguments);
  }

  private Map<String, String> carelessSettings() throws IOException {
    Path file = Files.writeString(temporary.resolve("careless.cfg"), CARELESS);
    return Map.of("ANSIBLE_CONFIG", file.toString());
  }

  private void refuses(RunResult result, String... reasons) {
    assertThat(result.exitCode()).as(result::everything).isEqualTo(TASK_FAILED);
    // Old versions of Ansible escape quotes.
    assertThat(result.output().replace("\\", "")).contains(reasons);
    assertThat(log()).as("ssh was called").isEmptyFile();
  }

  private void lacksItsHosts(RunResult result) {
    refuses(result, " lacks hypervisor-root", "Add --inventory ", "/inventory/hosts.yml");
  }

  /** The run came as far as ssh, which would check the host key. */
  private void connectsWithHostKeyCheck(RunResult result) throws IOException {
    assertThat(result.exitCode()).as(result::everything).isEqualTo(UNREACHABLE);
    assertThat(Files.readString(log()))
        .contains(
            "stricthostkeychecking true\n",
            "hostkeyalias hypervisor\n",
            "userknownhostsfile " + export.resolve("workspace/known_hosts") + "\n",
            "globalknownhostsfile none\n",
            "hostname 192.0.2.1\n",
            "user root\n")
        .doesNotContain("stricthostkeychecking false", "/dev/null");
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "Everybody can write to the folder of an export, so Ansible ignores its ansible.cfg",
      then = "The playbook fails and names the option --inventory; with it, it runs as usual")
  void everybodyCanWriteToTheFolder() throws IOException {
    Files.setPosixFilePermissions(export, PosixFilePermissions.fromString("rwxrwxrwx"));
    lacksItsHosts(run(export, Map.of(), "playbooks/tripleo-prepare.yml"));
    connectsWithHostKeyCheck(
        run(export, Map.of(), "-i", "inventory/hosts.yml", "playbooks/prepare.yml"));
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "ANSIBLE_CONFIG names a file that turns off the check of host keys",
      then = "The playbook fails without its inventory; with it, ssh still checks the host key")
  void settingsOfAnotherFile() throws IOException {
    lacksItsHosts(run(export, carelessSettings(), "playbooks/clean.yml"));
    connectsWithHostKeyCheck(
        run(export, carelessSettings(), "-i", inventory(), playbook("prepare")));
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "Options and variables of Ansible turn off the check of host keys",
      then = "ssh still checks the host key")
  void optionsOfTheCommand() throws IOException {
    connectsWithHostKeyCheck(
        run(
            export,
            Map.of("ANSIBLE_HOST_KEY_CHECKING", "0", "ANSIBLE_SSH_ARGS", "-o CheckHostIP=yes"),
            "--ssh-common-args=-F none",
            "--ssh-extra-args=-o StrictHostKeyChecking=no",
            "--user=somebody",
            "playbooks/prepare.yml"));
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "ansible-playbook is started in another folder than that of the export",
      then = "The playbook fails and names the option --inventory; with it, it runs as usual")
  void startedInAnotherFolder() throws IOException {
    lacksItsHosts(run(temporary, Map.of(), playbook("site")));
    connectsWithHostKeyCheck(run(temporary, Map.of(), "-i", inventory(), playbook("site")));
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "A playbook of an export gets an inventory without the hosts of the lab",
      then = "The playbook fails and names the option --inventory")
  void inventoryWithoutTheHosts() {
    lacksItsHosts(run(export, Map.of(), "-i", "one,other,", "playbooks/prepare.yml"));
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "A playbook of an export gets the inventory of another lab",
      then = "The playbook fails and names the lab that it belongs to")
  void inventoryOfAnotherLab() throws IOException {
    Path other = export("centos7-stein", "other").resolve("inventory/hosts.yml");
    refuses(
        run(export, Map.of(), "-i", other, "playbooks/prepare.yml"), " is not that of lab second");
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "--limit excludes hosts that a playbook of an export needs",
      then = "The playbook fails and names them")
  void limitExcludesHosts() {
    refuses(
        run(export, Map.of(), "--limit=tripleo-stack", "playbooks/prepare.yml"),
        "Option --limit excludes hypervisor-root, hypervisor-stack.");
    refuses(
        run(export, Map.of(), "--limit=hypervisor-root", "playbooks/workspace.yml"),
        "Option --limit excludes localhost.");
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "A playbook of an export runs before workspace.yml",
      then = "The playbook fails and names workspace.yml")
  void workspaceIsMissing() throws IOException {
    Files.delete(export.resolve("workspace/lab-id"));
    refuses(
        run(export, Map.of(), "playbooks/tripleo-install.yml"),
        "The workspace of the lab is missing. Run playbooks/workspace.yml");
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "The settings of Ansible change the user or the port of all tasks",
      then = "The playbook fails and names the settings")
  void settingsOfAllTasks() {
    for (String setting : List.of("ANSIBLE_BECOME", "ANSIBLE_REMOTE_PORT")) {
      refuses(
          run(export, Map.of(setting, "1"), "playbooks/prepare.yml"),
          "change become, remote_port or transport",
          setting);
    }
  }

  static List<Path> oldAnsibles() {
    return OldAnsible.programs();
  }

  @ParameterizedTest
  @MethodSource("oldAnsibles")
  void oldAnsibleDoesTheSame(Path ansible) throws IOException {
    lacksItsHosts(run(ansible, temporary, Map.of(), playbook("prepare")));
    refuses(
        run(ansible, export, Map.of(), "--limit=tripleo-stack", "playbooks/prepare.yml"),
        "Option --limit excludes hypervisor-root, hypervisor-stack.");
    connectsWithHostKeyCheck(
        run(ansible, temporary, carelessSettings(), "-i", inventory(), playbook("prepare")));
  }

  /** Section bridge relies on a new connection, which it would not get otherwise. */
  @ParameterizedTest
  @MethodSource("oldAnsibles")
  void oldAnsibleClosesTheConnectionOfTheLab(Path ansible) throws IOException {
    String tasks =
        Files.readString(playbook("prepare"))
            .replaceFirst("(?s).*\n(?=    - name: Evaluate the variables of the ssh)", "")
            .replaceFirst("(?s)\n    - name: Keep the bridge.*", "");
    String play = "- name: Close\n  hosts: hypervisor-root\n  gather_facts: false\n  tasks:\n";
    Files.writeString(playbook("close"), play + tasks);
    RunResult result = run(ansible, export, Map.of(), "playbooks/close.yml");
    assertThat(result.exitCode()).as(result::everything).isZero();
    assertThat(Files.readString(log()))
        .as(result::everything)
        .contains("controlpath " + temporary.resolve("cp") + "/");
  }
}
