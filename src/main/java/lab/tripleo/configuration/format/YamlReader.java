package lab.tripleo.configuration.format;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.SourceLocation;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML into a tree with locations. Allows a single document with a mapping at the top,
 * without anchors and tags.
 */
public final class YamlReader {
  private static final int DEEPEST = 16;
  private static final int WIDTH = 120;
  private static final Set<Tag> PLAIN =
      Set.of(
          Tag.MAP,
          Tag.SEQ,
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE);

  private final SourceFile file;
  private final Replacement replacement;
  private final Problems problems;

  public YamlReader(SourceFile file, Replacement replacement, Problems problems) {
    this.file = file;
    this.replacement = replacement;
    this.problems = problems;
  }

  /** Reads the document; empty after a diagnostic. */
  public Optional<YamlMapping> read() {
    Optional<Node> node = compose();
    if (node.isEmpty() || !isPlain(node.get())) {
      return Optional.empty();
    }
    if (!(node.get() instanceof MappingNode mapping)) {
      problems.error("not-a-mapping", at(node.get()), "the file must contain `key: value` lines");
      return Optional.empty();
    }
    return Optional.of(new YamlMapping(mapping, this, problems));
  }

  /** The document in canonical form, with replacements; only after {@link #read} found no error. */
  public String canonical() {
    DumperOptions options = new DumperOptions();
    options.setWidth(WIDTH);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setAllowUnicode(true);
    StringWriter out = new StringWriter();
    new Yaml(options).serialize(replaced(compose().orElseThrow()), out);
    return out.toString();
  }

  private Node replaced(Node node) {
    if (node instanceof ScalarNode scalar) {
      Mark start = scalar.getStartMark();
      return new ScalarNode(
          scalar.getTag(), text(scalar), start, scalar.getEndMark(), scalar.getScalarStyle());
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> items = sequence.getValue().stream().map(this::replaced).toList();
      return new SequenceNode(sequence.getTag(), items, sequence.getFlowStyle());
    }
    MappingNode mapping = (MappingNode) node;
    List<NodeTuple> entries =
        mapping.getValue().stream()
            .map(it -> new NodeTuple(it.getKeyNode(), replaced(it.getValueNode())))
            .toList();
    return new MappingNode(mapping.getTag(), entries, mapping.getFlowStyle());
  }

  private Optional<Node> compose() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    options.setCodePointLimit(DiskFiles.LARGEST + 1);
    try {
      Node node = new Yaml(options).compose(new StringReader(file.text()));
      if (node == null) {
        problems.error("empty-file", file.whole(), "the file is empty");
      }
      return Optional.ofNullable(node);
    } catch (MarkedYAMLException broken) {
      problems.error(
          "malformed-yaml",
          broken.getProblemMark() == null ? file.whole() : at(broken.getProblemMark()),
          "not YAML: " + oneLine(broken.getProblem()));
    } catch (YAMLException broken) {
      problems.error("malformed-yaml", file.whole(), "not YAML: " + oneLine(broken.getMessage()));
    }
    return Optional.empty();
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ").strip();
  }

  private boolean isPlain(Node node) {
    if (node.getAnchor() != null) {
      problems.error(
          "yaml-anchor",
          at(node),
          "anchors and aliases are not allowed",
          "repeat the value at each place");
      return false;
    }
    if (!PLAIN.contains(node.getTag())) {
      problems.error("yaml-tag", at(node), "the tag " + node.getTag() + " is not allowed");
      return false;
    }
    boolean plain = true;
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        plain &= isPlain(entry.getKeyNode());
        plain &= isPlain(entry.getValueNode());
      }
      plain &= hasDistinctKeys(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        plain &= isPlain(item);
      }
    }
    return plain;
  }

  private boolean hasDistinctKeys(MappingNode mapping) {
    Set<String> seen = new HashSet<>();
    boolean good = true;
    for (NodeTuple entry : mapping.getValue()) {
      Node key = entry.getKeyNode();
      if (!(key instanceof ScalarNode scalar)) {
        problems.error("bad-key", at(key), "a key must be a single word");
        good = false;
      } else if (!seen.add(scalar.getValue())) {
        problems.error(
            "duplicate-key", at(key), Wording.quote(scalar.getValue()) + " is set twice");
        good = false;
      }
    }
    return good;
  }

  SourceLocation at(Node node) {
    return at(node.getStartMark());
  }

  private SourceLocation at(Mark mark) {
    return file.at(offset(mark));
  }

  private int offset(Mark mark) {
    return file.offset(mark.getLine(), mark.getColumn());
  }

  /** The scalar's text after replacements. */
  String text(ScalarNode scalar) {
    String value = scalar.getValue();
    return replacement.apply(value, it -> it, new Places(scalar, value));
  }

  static String kind(Node node) {
    if (node instanceof CollectionNode<?>) {
      return node instanceof MappingNode ? "a mapping" : "a list";
    }
    return "one value";
  }

  /**
   * The locations of each <code>${</code> of a scalar, which quoting and folding may have moved.
   * Callers request them in order, so that each is searched once.
   */
  private final class Places implements IntFunction<SourceLocation> {
    private final String value;
    private final int from;
    private final int to;
    private int counted;
    private int found;

    Places(ScalarNode scalar, String value) {
      this.value = value;
      from = offset(scalar.getStartMark());
      to = Math.max(from, offset(scalar.getEndMark()));
      counted = value.indexOf("${");
      found = counted < 0 ? from : next(from); // a search would read the rest of the file
    }

    private int next(int start) {
      int next = file.text().indexOf("${", start);
      return next < 0 || next >= to ? from : next;
    }

    @Override
    public SourceLocation apply(int place) {
      while (counted >= 0 && counted < place) {
        counted = value.indexOf("${", counted + 1);
        found = next(found + 1);
      }
      return file.at(found);
    }
  }
}
