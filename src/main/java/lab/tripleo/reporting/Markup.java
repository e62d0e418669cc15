package lab.tripleo.reporting;

import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML and HTML, and escapes all text; a character that XML cannot hold becomes U+FFFD. */
final class Markup {
  private final Writer raw;
  private final XMLStreamWriter out;

  Markup(Writer out) throws XMLStreamException {
    this.raw = out;
    this.out = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
  }

  /** {@code <?xml ...?>}; HTML has none. */
  Markup declaration() throws XMLStreamException {
    out.writeStartDocument("UTF-8", "1.0");
    return line();
  }

  Markup doctype() throws XMLStreamException {
    out.writeDTD("<!DOCTYPE html>");
    return line();
  }

  /** Starts an element; attributes with an empty value are omitted. */
  Markup open(String name, String... attributes) throws XMLStreamException {
    out.writeStartElement(name);
    return attributes(attributes);
  }

  /** An element without an end tag in HTML. */
  Markup single(String name, String... attributes) throws XMLStreamException {
    out.writeEmptyElement(name);
    return attributes(attributes);
  }

  private Markup attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.writeAttribute(attributes[i], clean(attributes[i + 1]));
      }
    }
    return this;
  }

  Markup text(String text) throws XMLStreamException {
    out.writeCharacters(clean(text));
    return this;
  }

  /** Writes something that needs no escapes, piece by piece. */
  interface Raw {
    void write(Writer out) throws IOException;
  }

  Markup raw(Raw content) throws XMLStreamException, IOException {
    // Ends the start tag.
    out.writeCharacters("");
    out.flush();
    content.write(raw);
    return this;
  }

  /** A whole element with a text in it. */
  Markup element(String name, String text, String... attributes) throws XMLStreamException {
    return open(name, attributes).text(text).close();
  }

  Markup close() throws XMLStreamException {
    // Forces an end tag: HTML has no self-closing form for these elements.
    out.writeCharacters("");
    out.writeEndElement();
    return this;
  }

  Markup line() throws XMLStreamException {
    out.writeCharacters("\n");
    return this;
  }

  void end() throws XMLStreamException {
    out.writeEndDocument();
    out.flush();
  }

  /** Replaces what XML cannot hold. */
  static String clean(String text) {
    if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)
        || text.codePoints().allMatch(Markup::isXml)) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    text.codePoints().map(c -> isXml(c) ? c : 0xFFFD).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0xD800)
        || (c >= 0xE000 && c < 0xFFFE)
        || c >= 0x10000;
  }
}
