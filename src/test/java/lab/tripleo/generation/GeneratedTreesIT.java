package lab.tripleo.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs Ansible's linters on the shipped tree and all golden trees, which together contain each
 * platform with each release. Starting a tool takes long, so each gets everything at once; reading
 * takes long too, so each gets what is the same in several trees once. The trees are in {@code
 * target/trees}, for {@code src/platforms/table}.
 */
@Execution(ExecutionMode.CONCURRENT)
final class GeneratedTreesIT {
  private static final Path FOLDER = Path.of("target/trees").toAbsolutePath();
  private static final Path RULES = Path.of(".yamllint").toAbsolutePath();
  private static final Pattern PLAYS = Pattern.compile("\n(?=- name: )");
  private static final Pattern TASKS = Pattern.compile("\n(?=    - name: )");

  private static final List<String> STAGES =
      List.of(
          "prepare",
          "tripleo-prepare",
          "tripleo-install",
          "nodes-prepare",
          "nodes-register",
          "clean");

  /** A playbook with braces in a value, which Ansible keeps and ansible-lint reports. */
  private static final String UNSAFE = "el9-undercloud/playbooks/tripleo-install.yml";

  private static final List<String> TREES = new ArrayList<>();

  @TempDir static Path folder;

  /** A playbook for each stage with the tasks that the shipped one lacks, in their plays. */
  private static final List<String> OTHERS = new ArrayList<>();

  private final AnsibleTools tools = new AnsibleTools(FOLDER);

  @BeforeAll
  static void write() throws IOException {
    GoldenLabs.write(FOLDER).forEach(it -> TREES.add(it.getFileName().toString()));
    GoldenLabs.writePairs(Path.of("target/pairs")); // for src/platforms/table
    Path playbooks = Files.createDirectories(folder.resolve("playbooks"));
    for (String name : List.of("files", "library", "module_utils")) {
      Files.createSymbolicLink(
          playbooks.resolve(name), FOLDER.resolve("shipped/playbooks").resolve(name));
    }
    for (String stage : STAGES) {
      Path playbook = playbooks.resolve(stage + ".yml");
      Files.writeString(playbook, others("playbooks/" + stage + ".yml"));
      OTHERS.add(playbook.toString());
    }
  }

  @Test
  void satisfiesYamllint() throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--strict", "--format=parsable", "-c", RULES.toString()));
    arguments.addAll(List.of("shipped", UNSAFE));
    arguments.addAll(distinct("inventory/hosts.yml"));
    arguments.addAll(distinct("playbooks/site.yml"));
    arguments.addAll(OTHERS);
    tools.checker("yamllint", arguments);
  }

  @Test
  void passesTheSyntaxCheck() throws Exception {
    // site.yml imports the others; the inventory's names are the same in each tree.
    List<String> arguments =
        new ArrayList<>(List.of("--syntax-check", "-i", "shipped/inventory/hosts.yml"));
    arguments.addAll(distinct("playbooks/site.yml"));
    for (String stage : STAGES) {
      arguments.addAll(distinct("playbooks/" + stage + ".yml"));
    }
    tools.playbook(arguments);
  }

  @Test
  void usesNoUndefinedVariable() throws Exception {
    tools.view("variables", TREES);
  }

  /** Production is the strictest profile; no rule is disabled. */
  @Test
  void satisfiesAnsibleLint() throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--offline", "--strict", "--profile=production", "--nocolor", "-q"));
    arguments.add(FOLDER.resolve("shipped/playbooks/site.yml").toString());
    arguments.addAll(OTHERS);
    tools.ansibleLint(arguments);
  }

  /** The same file of all trees; of those with the same content, one. */
  private static List<String> distinct(String file) throws IOException {
    Map<String, String> byContent = new LinkedHashMap<>();
    for (String tree : TREES) {
      byContent.putIfAbsent(Files.readString(FOLDER.resolve(tree).resolve(file)), tree);
    }
    return byContent.values().stream().map(it -> it + "/" + file).toList();
  }

  private static String others(String file) throws IOException {
    Set<String> known = new HashSet<>();
    newTasks("shipped/" + file, known);
    StringBuilder others = new StringBuilder("---\n");
    for (String playbook : distinct(file)) {
      if (!playbook.equals(UNSAFE)) {
        others.append(newTasks(playbook, known));
      }
    }
    return others.toString().stripTrailing() + "\n";
  }

  /** The plays of a playbook with the tasks that are not in the set; adds these to the set. */
  private static String newTasks(String playbook, Set<String> known) throws IOException {
    StringBuilder plays = new StringBuilder();
    String text = Files.readString(FOLDER.resolve(playbook));
    for (String play : PLAYS.splitAsStream(text).toList()) {
      List<String> tasks = TASKS.splitAsStream(play).toList();
      List<String> fresh = tasks.stream().skip(1).filter(known::add).toList();
      if (!fresh.isEmpty()) {
        plays.append(tasks.get(0)).append('\n');
        fresh.forEach(it -> plays.append(it).append('\n'));
      } else if (tasks.size() == 1 && known.add(play)) {
        plays.append(play.replace("\n---\n", "\n")).append('\n'); // the comments before all plays
      }
    }
    return plays.toString();
  }
}
