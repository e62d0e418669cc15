package lab.tripleo.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs Ansible's linters on the shipped tree and all golden trees, which together contain each
 * platform with each release. Each tool gets all trees at once, because starting it takes long. The
 * trees are in {@code target/trees}, for {@code src/platforms/table}.
 */
@Execution(ExecutionMode.CONCURRENT)
final class GeneratedTreesIT {
  private static final Path FOLDER = Path.of("target/trees").toAbsolutePath();
  private static final Path RULES = Path.of(".yamllint").toAbsolutePath();
  private static final Pattern PLAYS = Pattern.compile("\n(?=- name: )");
  private static final Pattern TASKS = Pattern.compile("\n(?=    - name: )");

  /** A lab with braces in a value, which Ansible keeps and ansible-lint reports. */
  private static final String UNSAFE = "el9-undercloud";

  private static final List<String> TREES = new ArrayList<>();

  @TempDir static Path linted;

  private final AnsibleTools tools = new AnsibleTools(FOLDER);

  @BeforeAll
  static void write() throws IOException {
    GoldenLabs.write(FOLDER).forEach(it -> TREES.add(it.getFileName().toString()));
    GoldenLabs.writePairs(Path.of("target/pairs")); // for src/platforms/table
  }

  @Test
  void satisfiesYamllint() throws Exception {
    tools.checker(
        "yamllint", with(List.of("--strict", "--format=parsable", "-c", RULES.toString()), ""));
  }

  @Test
  void passesTheSyntaxCheck() throws Exception {
    // site.yml imports all other playbooks; the inventory's names are the same in each tree.
    tools.playbook(
        with(
            List.of("--syntax-check", "-i", "shipped/inventory/hosts.yml"), "/playbooks/site.yml"));
  }

  @Test
  void usesNoUndefinedVariable() throws Exception {
    tools.view("variables", TREES);
  }

  /**
   * Production is the strictest profile; no rule is disabled. Lints the shipped playbooks, then the
   * tasks that differ in other trees, in their plays.
   */
  @Test
  void satisfiesAnsibleLint() throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--offline", "--strict", "--profile=production", "--nocolor", "-q"));
    arguments.add(FOLDER.resolve("shipped/playbooks/site.yml").toString());
    Path playbooks = Files.createDirectories(linted.resolve("playbooks"));
    for (String folder : List.of("files", "library", "module_utils")) {
      Files.createSymbolicLink(
          playbooks.resolve(folder), FOLDER.resolve("shipped/playbooks").resolve(folder));
    }
    for (String stage :
        List.of(
            "prepare",
            "tripleo-prepare",
            "tripleo-install",
            "nodes-prepare",
            "nodes-register",
            "clean")) {
      Set<String> known = new HashSet<>();
      newTasks("shipped", stage, known);
      StringBuilder others = new StringBuilder("---");
      for (String tree : TREES) {
        others.append(newTasks(tree, stage, known));
      }
      Path playbook = playbooks.resolve(stage + ".yml");
      Files.writeString(playbook, others.toString().stripTrailing() + "\n");
      arguments.add(playbook.toString());
    }
    tools.checker("ansible-lint", arguments);
  }

  /** The plays of a stage with the tasks that are not in the set; adds these to the set. */
  private static String newTasks(String tree, String stage, Set<String> known) throws IOException {
    if (tree.equals(UNSAFE) && stage.equals("tripleo-install")) {
      return "";
    }
    StringBuilder plays = new StringBuilder();
    String playbook = Files.readString(FOLDER.resolve(tree + "/playbooks/" + stage + ".yml"));
    for (String play : PLAYS.splitAsStream(playbook).toList()) {
      List<String> tasks = TASKS.splitAsStream(play.stripTrailing()).toList();
      List<String> fresh = tasks.stream().skip(1).filter(known::add).toList();
      if (!fresh.isEmpty()) {
        plays.append('\n').append(tasks.get(0).stripTrailing());
        fresh.forEach(it -> plays.append('\n').append(it.stripTrailing()).append('\n'));
      }
    }
    return plays.toString();
  }

  private static List<String> with(List<String> options, String file) {
    List<String> all = new ArrayList<>(options);
    TREES.forEach(tree -> all.add(tree + file));
    return all;
  }
}
