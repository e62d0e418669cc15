package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.model.Lab;
import lab.tripleo.platforms.PlainRun;

/**
 * Runs the generated playbooks of a lab on modelled hosts, with the old Ansible that the hosts
 * need. A stand-in replaces every module that touches a host: it records the arguments and answers
 * from {@code src/test/resources/modelled-hosts}.
 */
final class ModelledHosts {
  static final Path RESOURCES = Path.of("src/test/resources/modelled-hosts").toAbsolutePath();

  /** These modules work inside Ansible and are not replaced. */
  private static final Set<String> REAL =
      Set.of("assert", "debug", "fail", "import_playbook", "meta", "set_fact");

  private static final Pattern BUILTIN =
      Pattern.compile("(?m)^( +(?:- )?)ansible\\.builtin\\.(\\w+):");
  private static final Pattern OF_COLLECTION =
      Pattern.compile("(?m)^ +(?:- )?((?:ansible|community)\\.(?!builtin)\\w+\\.\\w+):");

  /** The lab's own modules. */
  private static final Pattern OURS = Pattern.compile("(?m)^ +(?:- )?(lab_\\w+):$");

  private static final String STAND_IN = "from modelled.action import ActionModule\n";
  private static final long LIMIT_MINUTES = 12;

  private final Path folder;
  private final Path ansible = OldAnsible.programs().get(0);

  /**
   * A lab folder with generated files, and hosts in their initial state.
   *
   * @param hypervisor the name of its description; empty for none
   * @param machine the description of the virtual machine {@code tripleo}, which has an undercloud
   *     if there is no hypervisor
   */
  ModelledHosts(Path folder, Lab lab, String hypervisor, String machine)
      throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("hosts"));
    for (GeneratedFile file : new LabGenerator().generate(lab).files()) {
      write("lab/" + file.path(), withStandIns(file));
    }
    writeWorkspace();
    if (hypervisor.isEmpty()) {
      make("machine", machine, "machine", "undercloud");
    } else {
      make("hypervisor", hypervisor);
      make("machine", machine, "machine");
    }
  }

  /** The result of a run. */
  record Outcome(int exitCode, String sequence, String said) {
    /** The lines of the sequence that begin with the word. */
    List<String> lines(String outcome) {
      return sequence.lines().filter(it -> it.startsWith("  " + outcome + " ")).toList();
    }

    /** The first failed task: its name, arguments and error. */
    String failure() {
      int at = sequence.indexOf("\n  failed ");
      return at < 0 ? "" : sequence.substring(at + 1);
    }
  }

  /** Runs playbooks one after another; their paths are relative to the lab folder. */
  Outcome run(List<String> playbooks, String... options) throws IOException, InterruptedException {
    PlainRun record = new PlainRun(folder, "ModelledHostsIT");
    Path sequence = folder.resolve("sequence.txt");
    List<String> argv = new ArrayList<>(List.of(ansible.toString(), "-i", "inventory/hosts.yml"));
    argv.addAll(List.of("-e", "ansible_connection=local"));
    argv.addAll(List.of(options));
    argv.addAll(playbooks);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ANSIBLE_ACTION_PLUGINS", folder.resolve("action").toString());
    String callbacks = RESOURCES.resolve("plugins/callback").toString();
    environment.putAll(record.environment(List.of(callbacks), List.of("sequence")));
    environment.put("ANSIBLE_COLLECTIONS_PATH", folder.resolve("collections").toString());
    environment.put("ANSIBLE_FORKS", "1");
    environment.put("ANSIBLE_HOME", folder.resolve(".ansible").toString());
    environment.put("ANSIBLE_NOCOLOR", "1");
    environment.put("MODELLED_HOSTS", folder.resolve("hosts").toString());
    environment.put("MODELLED_SEQUENCE", sequence.toString());
    Path said = folder.resolve("said.txt");
    int exitCode = start(argv, environment, said);
    if (exitCode == 0) {
      record.endedWell(folder.resolve("lab/playbooks"));
    }
    String done = Files.exists(sequence) ? Files.readString(sequence) : "";
    return new Outcome(exitCode, done.stripLeading(), Files.readString(said));
  }

  /** The current state of a host. */
  JsonNode state(String host) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("hosts/" + host + ".json").toFile());
  }

  /** Modules of ansible.builtin can be replaced only under their older name. */
  private String withStandIns(GeneratedFile file) throws IOException {
    if (!file.path().toString().endsWith(".yml")) {
      return file.content();
    }
    Set<String> standIns = new TreeSet<>();
    Matcher others = OF_COLLECTION.matcher(file.content());
    while (others.find()) {
      String[] name = others.group(1).split("\\.", -1);
      standIns.add(
          "collections/ansible_collections/%s/%s/plugins/action/%s.py"
              .formatted(name[0], name[1], name[2]));
    }
    OURS.matcher(file.content())
        .results()
        .forEach(it -> standIns.add("action/" + it.group(1) + ".py"));
    String renamed =
        BUILTIN
            .matcher(file.content())
            .replaceAll(
                it -> {
                  if (REAL.contains(it.group(2))) {
                    return Matcher.quoteReplacement(it.group());
                  }
                  standIns.add("action/" + it.group(2) + ".py");
                  return Matcher.quoteReplacement(
                      it.group(1) + "ansible.legacy." + it.group(2) + ":");
                });
    for (String standIn : standIns) {
      write(standIn, STAND_IN);
    }
    return renamed;
  }

  /** Constant, because the expected texts contain values derived from it. */
  private void writeWorkspace() throws IOException {
    write("lab/workspace/lab-id", "lab-id\n");
    for (String account : List.of("root@hypervisor", "stack@hypervisor", "stack@tripleo")) {
      write("lab/workspace/passwords/" + account, "password\n");
      write("lab/workspace/keys/" + account + ".pub", "ssh-ed25519 " + account + "\n");
    }
    write("lab/workspace/passwords/admin@virtualbmc", "password\n");
    write("lab/workspace/passwords/registry.redhat.io", "user\npassword\n");
    write("lab/workspace/keys/host@tripleo", "key\n");
    write("lab/workspace/keys/host@tripleo.pub", "ssh-ed25519 host@tripleo\n");
  }

  private void make(String host, String description, String... role)
      throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>();
    argv.addAll(List.of(ansible.resolveSibling("python").toString(), "-m", "modelled"));
    argv.addAll(List.of(folder.resolve("hosts").toString(), host));
    argv.add(RESOURCES.resolve("systems/" + description + ".yaml").toString());
    argv.addAll(Arrays.asList(role));
    Path said = folder.resolve("made.txt");
    assertThat(start(argv, Map.of(), said)).as(() -> read(said)).isZero();
  }

  private int start(List<String> argv, Map<String, String> environment, Path said)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.resolve("lab").toFile());
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONPATH", RESOURCES.resolve("plugins").toString());
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("%s takes too long: %s", argv, Files.readString(said)).isTrue();
    return process.exitValue();
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
