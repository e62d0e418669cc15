package lab.tripleo.configuration.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.source.SourceFile;

/**
 * Finds elements, attributes and texts with their locations, and replaces <code>${KEY}</code> in
 * values and texts. The document must be well-formed, without document type and CDATA.
 */
final class XmlScanner {
  private static final Pattern NAME = Pattern.compile("[^\\s=/>]+");
  private static final Pattern REFERENCE = Pattern.compile("&(#x?)?([A-Za-z0-9]+);");

  private final SourceFile file;
  private final String text;
  private final Replacement replacement;
  private final StringBuilder output = new StringBuilder();
  private final Deque<XmlElement> open = new ArrayDeque<>();
  private final Deque<Integer> starts = new ArrayDeque<>();
  private XmlElement root;
  private int position;

  XmlScanner(SourceFile file, Replacement replacement) {
    this.file = file;
    this.text = file.text();
    this.replacement = replacement;
    this.root = new XmlElement("", file.whole());
  }

  XmlDocument scan() {
    while (position < text.length()) {
      if (text.startsWith("<?", position)) {
        instruction();
      } else if (text.startsWith("<!--", position)) {
        copyTo(end("-->"));
      } else if (text.startsWith("</", position)) {
        copyTo(end(">"));
        close();
      } else if (text.charAt(position) == '<') {
        startTag();
      } else {
        text();
      }
    }
    return new XmlDocument(root, output.toString().stripTrailing() + "\n");
  }

  /** Keeps every instruction except the XML declaration, because a string has no encoding. */
  private void instruction() {
    if (position == 0 && text.startsWith("<?xml") && Character.isWhitespace(text.charAt(5))) {
      position = end("?>");
    } else {
      copyTo(end("?>"));
    }
  }

  private int end(String mark) {
    return text.indexOf(mark, position) + mark.length();
  }

  private void copyTo(int end) {
    output.append(text, position, end);
    position = end;
  }

  private void startTag() {
    starts.push(output.length());
    copyTo(position + 1);
    XmlElement element = new XmlElement(name(), file.at(position));
    copyTo(position + element.name().length());
    if (open.isEmpty()) {
      root = element;
    } else {
      open.peek().add(element);
    }
    open.push(element);
    copyWhite();
    while (text.charAt(position) != '>' && text.charAt(position) != '/') {
      attribute(element);
      copyWhite();
    }
    boolean empty = text.charAt(position) == '/';
    copyTo(position + (empty ? 2 : 1));
    if (empty) {
      close();
    }
  }

  private void attribute(XmlElement element) {
    int nameAt = position;
    String name = name();
    copyTo(position + name.length());
    copyWhite();
    copyTo(position + 1);
    copyWhite();
    char quote = text.charAt(position);
    copyTo(position + 1);
    int valueAt = position;
    String raw = replaced(text.indexOf(quote, position));
    copyTo(position + 1);
    element.add(new XmlElement.Attribute(name, decode(raw), file.at(nameAt), file.at(valueAt)));
  }

  private void text() {
    int next = text.indexOf('<', position);
    int end = next < 0 ? text.length() : next;
    if (open.isEmpty()) {
      white(end);
      return;
    }
    int start = position;
    String raw = replaced(end);
    String source = text.substring(start, end);
    int white = source.length() - source.stripLeading().length();
    open.peek().add(decode(raw), file.at(start + white));
  }

  /** Outside the root is only white space; the output omits it at the start. */
  private void white(int end) {
    if (output.isEmpty()) {
      position = end;
    } else {
      copyTo(end);
    }
  }

  /** Writes the text up to the end with its values replaced, and returns it. */
  private String replaced(int end) {
    int start = position;
    String raw =
        replacement.apply(
            text.substring(start, end), XmlScanner::escape, offset -> file.at(start + offset));
    output.append(raw);
    position = end;
    return raw;
  }

  private void close() {
    open.pop().setOutput(new XmlElement.Span(starts.pop(), output.length()));
  }

  private String name() {
    Matcher matcher = NAME.matcher(text).region(position, text.length());
    return matcher.lookingAt() ? matcher.group() : "";
  }

  private void copyWhite() {
    int end = position;
    while (Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    copyTo(end);
  }

  static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;")
        .replace("\t", "&#9;");
  }

  private static String decode(String raw) {
    return REFERENCE
        .matcher(raw)
        .replaceAll(it -> Matcher.quoteReplacement(character(it.group(1), it.group(2))));
  }

  private static String character(String kind, String name) {
    if (kind != null) {
      return Character.toString(Integer.parseInt(name, kind.equals("#x") ? 16 : 10));
    }
    return switch (name) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> "&";
    };
  }
}
