package lab.tripleo.generation;

import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.tripleo.model.Playbook;
import lab.tripleo.model.Playbook.Play;
import lab.tripleo.model.Playbook.Task;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the plays and tasks of a generated playbook; whatever else is in it does not matter. */
public final class PlaybookReader {
  private static final List<String> BLOCK_PARTS = List.of("block", "rescue", "always");

  /** As Ansible names it. */
  private static final String GATHERING_FACTS = "Gathering Facts";

  private PlaybookReader() {}

  static Playbook read(GeneratedFile file) {
    Node document = new Yaml(new LoaderOptions()).compose(new StringReader(file.content()));
    return new Playbook(
        file.path(),
        items(document)
            .filter(it -> value(it, "hosts").isPresent())
            .map(PlaybookReader::play)
            .toList());
  }

  /** As {@link #read}; absent when the text is not YAML, such as a file that somebody edited. */
  public static Optional<Playbook> readIfValid(GeneratedFile file) {
    try {
      return Optional.of(read(file));
    } catch (YAMLException invalid) {
      return Optional.empty();
    }
  }

  private static Play play(Node play) {
    List<String> tags = tags(play).toList();
    Stream<Task> facts =
        text(play, "gather_facts").equals("false")
            ? Stream.of()
            : Stream.of(new Task(GATHERING_FACTS, Set.copyOf(tags)));
    Stream<Task> tasks = tasks(play, "tasks", Set.copyOf(tags));
    return new Play(text(play, "name"), tags, Stream.concat(facts, tasks).toList());
  }

  /** The tasks of a list, those in its blocks included. Ansible reports no result of meta tasks. */
  private static Stream<Task> tasks(Node parent, String key, Set<String> inherited) {
    return value(parent, key).stream()
        .flatMap(PlaybookReader::items)
        .filter(it -> value(it, "ansible.builtin.meta").isEmpty())
        .flatMap(it -> taskOrBlock(it, inherited));
  }

  private static Stream<Task> taskOrBlock(Node node, Set<String> inherited) {
    Set<String> all = new LinkedHashSet<>(inherited);
    tags(node).forEach(all::add);
    return value(node, "block").isPresent()
        ? BLOCK_PARTS.stream().flatMap(it -> tasks(node, it, all))
        : Stream.of(new Task(text(node, "name"), all));
  }

  private static Stream<String> tags(Node node) {
    return value(node, "tags").stream().flatMap(PlaybookReader::items).map(PlaybookReader::text);
  }

  private static String text(Node mapping, String key) {
    return value(mapping, key).map(PlaybookReader::text).orElse("");
  }

  private static String text(Node node) {
    return node instanceof ScalarNode it ? it.getValue() : "";
  }

  private static Stream<Node> items(Node node) {
    return node instanceof SequenceNode it ? it.getValue().stream() : Stream.of(node);
  }

  private static Optional<Node> value(Node node, String key) {
    return node instanceof MappingNode it
        ? it.getValue().stream()
            .filter(tuple -> text(tuple.getKeyNode()).equals(key))
            .map(tuple -> tuple.getValueNode())
            .findFirst()
        : Optional.empty();
  }
}
