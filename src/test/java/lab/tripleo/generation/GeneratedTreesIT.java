package lab.tripleo.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.tripleo.platforms.ListedLabs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What those who know Ansible well say of every golden tree, of the shipped one, and of a few more:
 * with them, there is each platform with each of its releases, and each task. Each tool gets all
 * trees at once, since it takes longer to start than to look.
 */
final class GeneratedTreesIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  /** Has a value with braces, which Ansible leaves alone, and ansible-lint does not. */
  private static final String UNSAFE = "el9-undercloud/playbooks/tripleo-install.yml";

  @TempDir static Path folder;
  @TempDir static Path labs;

  private static final List<String> TREES = new ArrayList<>();

  private final AnsibleTools tools = new AnsibleTools(folder);

  @BeforeAll
  static void copyTrees() throws IOException {
    Files.copy(PROJECT.resolve(".yamllint"), folder.resolve(".yamllint"));
    LabGenerator.folders()
        .forEach(it -> copy(PROJECT.resolve(it), folder.resolve("shipped").resolve(it)));
    TREES.add("shipped");
    for (Path theCase : GoldenLabs.cases()) {
      String name = theCase.getFileName().toString();
      copy(GoldenLabs.expected(theCase), folder.resolve(name));
      TREES.add(name);
    }
    for (var lab : new ListedLabs(labs).besidesGolden().entrySet()) {
      Path tree = Files.createDirectory(folder.resolve(lab.getKey()));
      new GeneratedTree(tree).write(lab.getValue());
      TREES.add(lab.getKey());
    }
  }

  private static void copy(Path from, Path to) {
    List<GeneratedFile> files = new ArrayList<>();
    GoldenLabs.tree(from).forEach((path, content) -> files.add(new GeneratedFile(path, content)));
    try {
      Files.createDirectories(to);
      new GeneratedTree(to).write(files);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  @Test
  void isTidyYaml() throws Exception {
    tools.checker("yamllint", with(List.of("--strict", "--format=parsable"), ""));
  }

  @Test
  void isSyntaxThatAnsibleTakes() throws Exception {
    // site.yml holds all other playbooks; the inventory's names are the same in each tree.
    tools.playbook(
        with(
            List.of("--syntax-check", "-i", "shipped/inventory/hosts.yml"), "/playbooks/site.yml"));
  }

  @Test
  void usesNoVariableThatNothingHasSet() throws Exception {
    tools.view("variables", TREES);
  }

  /** Production is the strictest profile; no rule is left out. */
  @Test
  void satisfiesAnsibleLint() throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--offline", "--strict", "--profile=production", "--nocolor", "-q"));
    // The same in all trees, and linted along with what it imports.
    arguments.add("shipped/playbooks/site.yml");
    for (String file : List.of("prepare", "tripleo-prepare", "tripleo-install", "clean")) {
      arguments.addAll(different("playbooks/" + file + ".yml"));
    }
    arguments.addAll(different("inventory/hosts.yml"));
    tools.checker("ansible-lint", arguments);
  }

  /** What reads the same in several trees is looked at in one. */
  private static Collection<String> different(String file) throws IOException {
    Map<String, String> byText = new LinkedHashMap<>();
    for (String tree : TREES) {
      String path = tree + "/" + file;
      if (path.equals(UNSAFE)) {
        continue;
      }
      byText.putIfAbsent(Files.readString(folder.resolve(path)), path);
    }
    return byText.values();
  }

  private static List<String> with(List<String> options, String file) {
    List<String> all = new ArrayList<>(options);
    TREES.forEach(tree -> all.add(tree + file));
    return all;
  }
}
