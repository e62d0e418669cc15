package lab.tripleo.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.platforms.ListedLabs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What those who know Ansible well say of every golden tree, of the shipped one, and of a few more
 * that have all other tasks there are: each tool gets all trees at once, since it takes longer to
 * start than to look.
 */
final class GeneratedTreesIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

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
    for (String file :
        List.of(
            "/playbooks/prepare.yml", "/playbooks/tripleo-prepare.yml", "/inventory/hosts.yml")) {
      arguments.addAll(with(List.of(), file));
    }
    tools.checker("ansible-lint", arguments);
  }

  private static List<String> with(List<String> options, String file) {
    List<String> all = new ArrayList<>(options);
    TREES.forEach(tree -> all.add(tree + file));
    return all;
  }
}
