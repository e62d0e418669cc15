package lab.tripleo.configuration.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.diagnostic.SourceLocation;

/** An element of a document, with the locations of its parts. */
public final class XmlElement {
  private final String name;
  private final SourceLocation at;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Optional<SourceLocation> textAt = Optional.empty();
  private Span output = new Span(0, 0);

  /** An attribute; {@code at} is the location of its name, {@code valueAt} that of its value. */
  public record Attribute(String name, String value, SourceLocation at, SourceLocation valueAt) {}

  /** Start and end of the element in the document's output. */
  public record Span(int start, int end) {}

  /**
   * @param at the location of the name
   */
  XmlElement(String name, SourceLocation at) {
    this.name = name;
    this.at = at;
  }

  public String name() {
    return name;
  }

  public SourceLocation at() {
    return at;
  }

  public Span output() {
    return output;
  }

  void setOutput(Span span) {
    output = span;
  }

  void add(Attribute attribute) {
    attributes.put(attribute.name(), attribute);
  }

  void add(XmlElement child) {
    children.add(child);
  }

  /**
   * @param place location of the first character that is not white space
   */
  void add(String more, SourceLocation place) {
    text.append(more);
    if (!more.isBlank() && textAt.isEmpty()) {
      textAt = Optional.of(place);
    }
  }

  public List<Attribute> attributes() {
    return List.copyOf(attributes.values());
  }

  public Optional<Attribute> attribute(String wanted) {
    return Optional.ofNullable(attributes.get(wanted));
  }

  public List<XmlElement> children() {
    return children;
  }

  public List<XmlElement> children(String wanted) {
    return children.stream().filter(it -> it.name().equals(wanted)).toList();
  }

  public Optional<XmlElement> child(String wanted) {
    return children(wanted).stream().findFirst();
  }

  /** The text directly in it. */
  public String text() {
    return text.toString();
  }

  /** The location of its text, or of the element if it has no text. */
  public SourceLocation textAt() {
    return textAt.orElse(at);
  }
}
