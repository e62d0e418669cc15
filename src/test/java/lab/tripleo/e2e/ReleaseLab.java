package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.platforms.PlainRun;

/**
 * A lab that has only the virtual machine {@code tripleo}. Plain ansible-playbook runs its
 * playbooks, on that machine only.
 */
final class ReleaseLab {
  private static final Pattern CHANGED = Pattern.compile("(?m)^tripleo-stack .* changed=([0-9]+) ");

  private final Path folder;
  private final String ansible;
  private final String tags;

  private ReleaseLab(Path folder, String ansible, String tags) {
    this.folder = folder;
    this.ansible = ansible;
    this.tags = tags;
  }

  /**
   * Creates a lab from the shipped configuration with some settings.
   *
   * @param tags of the plays to run
   * @param settings replace those of configuration/environment
   */
  static ReleaseLab make(Path folder, String ansible, String tags, Map<String, String> settings)
      throws IOException {
    ConfigurationFolders.shipped(folder);
    ReleaseLab lab = new ReleaseLab(folder, ansible, tags);
    for (var setting : settings.entrySet()) {
      String key = setting.getKey();
      lab.replace(
          "configuration/environment", "(?m)^" + key + "=.*$", key + "=" + setting.getValue());
    }
    lab.generate();
    return lab;
  }

  /** The connection to the virtual machine, without the hypervisor as a jump host. */
  void connect(MachineContainer machine) throws IOException {
    Path workspace = Files.createDirectories(folder.resolve("workspace"));
    Path key = workspace.resolve("key");
    RunResult made =
        Command.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    assertThat(made.exitCode()).as(made::everything).isZero();
    machine.shell(
        "echo '%s' >/home/stack/.ssh/authorized_keys; chown stack: /home/stack/.ssh/*"
            .formatted(Files.readString(workspace.resolve("key.pub")).strip()));
    String[] address = machine.address().split(":", 2);
    Files.writeString(workspace.resolve("lab-id"), UUID.randomUUID() + "\n");
    Files.writeString(
        workspace.resolve("ssh.config"),
        """
        Host tripleo-stack
          HostName %s
          Port %s
          User stack
          IdentityFile workspace/key
          IdentitiesOnly yes
          UserKnownHostsFile workspace/known_hosts
        """
            .formatted(address[0], address[1]));
    RunResult keys = Command.run("ssh-keyscan", "-t", "ed25519", "-p", address[1], address[0]);
    assertThat(keys.exitCode()).as(keys::everything).isZero();
    Files.writeString(workspace.resolve("known_hosts"), keys.stdout());
  }

  /** Generates the playbooks again. */
  void generate() throws IOException {
    var checked = ConfigurationFolders.reader().read(folder).lab(Optional.empty());
    assertThat(checked.value()).as(checked.diagnostics()::toString).isPresent();
    Lab lab = checked.value().get();
    for (GeneratedFile file : new LabGenerator().generate(lab).files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
    }
  }

  /** Replaces all matches in one of its files; there must be at least one. */
  void replace(String file, String regex, String replacement) throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path);
    String after = before.replaceAll(regex, replacement);
    assertThat(after).as("%s in %s", regex, file).isNotEqualTo(before);
    Files.writeString(path, after);
  }

  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  /** Runs the playbook; the result may be a failure. */
  RunResult run() throws IOException {
    PlainRun record = new PlainRun(folder, "ReleasePlaysIT");
    List<String> argv = new ArrayList<>(List.of("env", "-C", folder.toString(), ansible));
    argv.addAll(List.of("-i", "inventory/hosts.yml", "playbooks/tripleo-prepare.yml"));
    argv.addAll(List.of("--tags", tags, "--skip-tags", "always"));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ANSIBLE_HOME", folder.resolve("workspace/ansible").toString());
    environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", folder.resolve("workspace/cp").toString());
    environment.put("ANSIBLE_PIPELINING", "1");
    environment.put("ANSIBLE_NOCOLOR", "1");
    environment.putAll(record.environment(List.of(), List.of()));
    RunResult result = Command.start(argv, environment, "").await();
    if (result.exitCode() == 0) {
      record.endedWell(folder.resolve("playbooks"));
    }
    return result;
  }

  /** Runs the playbook, which must succeed; returns the number of changed tasks. */
  int changed() throws IOException {
    RunResult result = run();
    assertThat(result.exitCode()).as(result::everything).isZero();
    var recap = CHANGED.matcher(result.stdout());
    assertThat(recap.find()).as(result::everything).isTrue();
    return Integer.parseInt(recap.group(1));
  }
}
