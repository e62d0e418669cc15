package lab.tripleo.configuration.format;

import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * Reads plain XML: no document type, no entity declarations, no CDATA. The parser of the JDK checks
 * that it is well-formed. As it does not report the locations of attributes, {@link XmlScanner}
 * scans the document again.
 */
public final class XmlReader {
  private static final int DEEPEST = 32;

  private final SourceFile file;
  private final Replacement replacement;
  private final Problems problems;

  public XmlReader(SourceFile file, Replacement replacement, Problems problems) {
    this.file = file;
    this.replacement = replacement;
    this.problems = problems;
  }

  /** Reads the document; empty after a diagnostic. */
  public Optional<XmlDocument> read() {
    try {
      XMLStreamReader events = factory().createXMLStreamReader(new StringReader(file.text()));
      boolean plain = isDeclarationPlain(events);
      int depth = 0;
      while (plain && events.hasNext()) {
        int event = events.next();
        depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
        depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
        plain = isPlain(events, depth);
      }
      return plain ? Optional.of(new XmlScanner(file, replacement).scan()) : Optional.empty();
    } catch (XMLStreamException broken) {
      problems.error("malformed-xml", place(broken), "not well-formed XML: " + reason(broken));
      return Optional.empty();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty("http://java.sun.com/xml/stream/properties/report-cdata-event", true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    return factory;
  }

  private boolean isDeclarationPlain(XMLStreamReader events) {
    String encoding = events.getCharacterEncodingScheme();
    if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
      problems.error(
          "xml-encoding",
          find("encoding"),
          "the declared encoding is " + Wording.quote(encoding) + ", the file is read as UTF-8",
          "remove the XML declaration");
      return false;
    }
    if (events.getVersion() != null && !events.getVersion().equals("1.0")) {
      problems.error("xml-version", find("version"), "only XML 1.0 is supported");
      return false;
    }
    return true;
  }

  private boolean isPlain(XMLStreamReader events, int depth) {
    int event = events.getEventType();
    if (event == XMLStreamConstants.DTD) {
      problems.error(
          "xml-doctype",
          find("<!DOCTYPE"),
          "a document type is not allowed",
          "remove it; a libvirt network needs none");
      return false;
    }
    if (event == XMLStreamConstants.ENTITY_REFERENCE) {
      problems.error(
          "xml-entity",
          find("&" + events.getLocalName() + ";"),
          "unknown entity " + Wording.quote(events.getLocalName()),
          "known: lt, gt, amp, quot, apos");
      return false;
    }
    if (event == XMLStreamConstants.CDATA) {
      problems.error(
          "xml-cdata", find("<![CDATA["), "CDATA is not allowed", "write &lt; and &amp; instead");
      return false;
    }
    if (depth > DEEPEST) {
      problems.error("xml-depth", file.whole(), "elements are nested more than 32 deep");
      return false;
    }
    return true;
  }

  private SourceLocation find(String text) {
    return file.at(Math.max(0, file.text().indexOf(text)));
  }

  private SourceLocation place(XMLStreamException broken) {
    if (broken.getLocation() == null || broken.getLocation().getLineNumber() < 1) {
      return file.whole();
    }
    // The parser reports a position one character after the error, which may be past the end.
    int line = broken.getLocation().getLineNumber() - 1;
    int column = Math.max(0, broken.getLocation().getColumnNumber() - 1);
    return file.at(file.offset(line, column));
  }

  /** Translates http://...#AttributeNotUnique?element&name into a sentence. */
  private static String ruleOfNames(String words) {
    String rule = words.substring(words.indexOf('#') + 1);
    int things = rule.indexOf('?');
    return things < 0
        ? rule
        : rule.substring(0, things).replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
            + ": "
            + rule.substring(things + 1).replace("&", ", ");
  }

  /** The parser's message without the location, which it repeats. */
  private static String reason(XMLStreamException broken) {
    String message = broken.getMessage() == null ? "" : broken.getMessage();
    String words = message.substring(message.lastIndexOf("Message: ") + 1);
    words = words.startsWith("essage: ") ? words.substring("essage: ".length()) : message;
    return words.startsWith("http://") ? ruleOfNames(words) : words.replaceAll("\\s+", " ").strip();
  }
}
