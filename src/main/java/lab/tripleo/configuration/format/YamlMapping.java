package lab.tripleo.configuration.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ValueError;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.diagnostic.SourceLocation;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the keys of a mapping one by one. A key that is missing or of the wrong type yields a
 * diagnostic and an empty value, so that reading continues and finds the other errors.
 */
public final class YamlMapping {
  private static final int LONGEST_VALUE = 4096;

  private final Optional<SourceLocation> at;
  private final YamlReader reader;
  private final Problems problems;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /** A text with its location. */
  public record Text(String value, SourceLocation at) {}

  /** A value of its own type with its location. */
  public record Located<T>(T value, SourceLocation at) {}

  YamlMapping(MappingNode node, YamlReader reader, Problems problems) {
    this.at = Optional.of(reader.at(node));
    this.reader = reader;
    this.problems = problems;
    for (NodeTuple entry : node.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        entries.put(key.getValue(), entry);
      }
    }
  }

  /** Replaces a missing mapping; its missing keys are not reported. */
  private YamlMapping(YamlReader reader) {
    this.at = Optional.empty();
    this.reader = reader;
    this.problems = new Problems();
  }

  /** All keys. */
  public List<Text> keys() {
    return entries.entrySet().stream()
        .map(it -> new Text(it.getKey(), reader.at(it.getValue().getKeyNode())))
        .toList();
  }

  public String text(String key, ValueFormat<?> format) {
    return located(key, format).map(Text::value).orElse("");
  }

  /** A text with its location; empty after a diagnostic. */
  public Optional<Text> located(String key, ValueFormat<?> format) {
    return value(key).flatMap(it -> scalar(key, it, format));
  }

  public Optional<String> optionalText(String key, ValueFormat<?> format) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key))
        .flatMap(it -> scalar(key, it.getValueNode(), format))
        .map(Text::value);
  }

  /** A value of its own type; empty after a diagnostic. */
  public <T> Optional<T> parsed(String key, ValueFormat<T> format) {
    return located(key, format).flatMap(it -> format.parse(it.value()).value());
  }

  /** A value of its own type; empty if the key is missing, or after a diagnostic. */
  public <T> Optional<Located<T>> optional(String key, ValueFormat<T> format) {
    asked.add(key);
    return entries.containsKey(key)
        ? located(key, format).flatMap(it -> parse(it, format))
        : Optional.empty();
  }

  /** The values of a list, which may be equal; empty if the key is missing. */
  public <T> List<Located<T>> optionalItems(String key, ValueFormat<T> format) {
    asked.add(key);
    if (!entries.containsKey(key)) {
      return List.of();
    }
    return items(key, format).stream().flatMap(it -> parse(it, format).stream()).toList();
  }

  private static <T> Optional<Located<T>> parse(Text text, ValueFormat<T> format) {
    return format.parse(text.value()).value().map(it -> new Located<>(it, text.at()));
  }

  /** Reports a missing key as an error. */
  public void require(String key) {
    value(key);
  }

  public boolean flag(String key) {
    return text(key, ValueFormats.oneOf("true", "false")).equals("true");
  }

  public boolean flag(String key, boolean whereMissing) {
    asked.add(key);
    return entries.containsKey(key) ? flag(key) : whereMissing;
  }

  /** At least one text, without duplicates. */
  public List<Text> texts(String key, ValueFormat<?> format) {
    List<Text> texts = items(key, format);
    Set<String> seen = new LinkedHashSet<>();
    for (Text text : texts) {
      if (!seen.add(text.value())) {
        problems.error(
            "duplicate-item",
            text.at(),
            Wording.quote(text.value()) + " appears twice in the list");
      }
    }
    return texts;
  }

  private List<Text> items(String key, ValueFormat<?> format) {
    Optional<Node> node = value(key);
    if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
      wrongKind(key, node.get(), "a list");
      return List.of();
    }
    List<Node> items = node.map(it -> ((SequenceNode) it).getValue()).orElse(List.of());
    if (node.isPresent() && items.isEmpty()) {
      problems.error("empty-list", reader.at(node.get()), "'" + key + "' needs at least one item");
    }
    List<Text> texts = new ArrayList<>();
    for (Node item : items) {
      scalar(key, item, format).ifPresent(texts::add);
    }
    return texts;
  }

  public List<String> values(String key, ValueFormat<?> format) {
    return texts(key, format).stream().map(Text::value).toList();
  }

  /** Like {@link #values}; empty if the key is missing. */
  public List<String> optionalValues(String key, ValueFormat<?> format) {
    asked.add(key);
    return entries.containsKey(key) ? values(key, format) : List.of();
  }

  /** The mapping of a key; empty if the key is missing. */
  public Optional<YamlMapping> optionalMapping(String key) {
    asked.add(key);
    return entries.containsKey(key) ? Optional.of(mapping(key)) : Optional.empty();
  }

  public YamlMapping mapping(String key) {
    Optional<Node> node = value(key);
    if (node.isPresent() && node.get() instanceof MappingNode mapping) {
      return new YamlMapping(mapping, reader, problems);
    }
    node.ifPresent(it -> wrongKind(key, it, "a mapping"));
    return new YamlMapping(reader);
  }

  /** The mappings of a list; empty if the key is missing. */
  public List<YamlMapping> optionalMappings(String key) {
    asked.add(key);
    if (!entries.containsKey(key)) {
      return List.of();
    }
    if (!(entries.get(key).getValueNode() instanceof SequenceNode list)) {
      wrongKind(key, entries.get(key).getValueNode(), "a list");
      return List.of();
    }
    List<YamlMapping> found = new ArrayList<>();
    for (Node item : list.getValue()) {
      if (item instanceof MappingNode mapping) {
        found.add(new YamlMapping(mapping, reader, problems));
      } else {
        wrongKind(key, item, "a list of mappings");
      }
    }
    return found;
  }

  /** Reports every key that was not read as an error. */
  public void refuseOthers() {
    for (Map.Entry<String, NodeTuple> entry : entries.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        problems.error(
            "unknown-key",
            reader.at(entry.getValue().getKeyNode()),
            "unknown key " + Wording.quote(entry.getKey()),
            Wording.didYouMean(entry.getKey(), asked));
      }
    }
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    Optional<Node> node = Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    if (node.isEmpty()) {
      at.ifPresent(
          place -> problems.error("missing-key", place, "the key '" + key + "' is missing here"));
    }
    return node;
  }

  private Optional<Text> scalar(String key, Node node, ValueFormat<?> format) {
    if (!(node instanceof ScalarNode scalar)) {
      wrongKind(key, node, "one value");
      return Optional.empty();
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      problems.error("empty-value", reader.at(node), "'" + key + "' has no value");
      return Optional.empty();
    }
    if (scalar.getValue().length() > LONGEST_VALUE) {
      problems.error(
          "value-too-long", reader.at(node), "'" + key + "' has more than 4096 characters");
      return Optional.empty();
    }
    Text text = new Text(reader.text(scalar), reader.at(node));
    Optional<ValueError> error = format.error(text.value());
    error.ifPresent(it -> problems.add(it.diagnostic(text.at(), "'" + key + "': ")));
    return error.isPresent() ? Optional.empty() : Optional.of(text);
  }

  private void wrongKind(String key, Node node, String expected) {
    problems.error(
        "wrong-kind",
        reader.at(node),
        "'" + key + "' must be " + expected + ", not " + YamlReader.kind(node));
  }
}
