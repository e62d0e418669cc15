package lab.tripleo.reporting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import lab.tripleo.reporting.Report.Row;

/**
 * The tasks of a report as data for the script of its page: {@code {"rows": [[...], ...], "texts":
 * [...], "files": [...]}}. A row has play, task, host, module, path, word, label and class as
 * indices of texts, milliseconds or -1, and only if there are any, the message and the diffs.
 */
record TaskData(Report report, Function<Row, String> message) {

  /** Neither an element nor an entity can begin in it. */
  private static final class ForHtml extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private final int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();

    ForHtml() {
      for (char c : "<>&".toCharArray()) {
        escapes[c] = CharacterEscapes.ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return escapes.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      // Asked for each character that is not ASCII; null leaves it as it is.
      return null;
    }
  }

  void write(Writer out) throws IOException {
    Map<String, Integer> texts = new LinkedHashMap<>();
    try (JsonGenerator json = JsonText.generator(out)) {
      json.setCharacterEscapes(new ForHtml());
      json.writeStartObject();
      json.writeArrayFieldStart("rows");
      for (Row row : report.rows()) {
        write(row, json, texts);
      }
      json.writeEndArray();
      write("texts", texts.keySet(), json);
      write("files", report.files(), json);
      json.writeEndObject();
    }
  }

  private void write(Row row, JsonGenerator json, Map<String, Integer> texts) throws IOException {
    // For people who look into the file, and for programs that read it by lines.
    json.writeRaw('\n');
    json.writeStartArray();
    for (String text :
        new String[] {
          row.play(),
          row.task(),
          row.host(),
          row.module(),
          row.path(),
          row.word(),
          row.label(),
          HtmlReport.style(row.kind())
        }) {
      Integer known = texts.putIfAbsent(text, texts.size());
      json.writeNumber(known == null ? texts.size() - 1 : known);
    }
    json.writeNumber(row.took().map(it -> it.toMillis()).orElse(-1L));
    String said = message.apply(row);
    if (!said.isEmpty() || !row.diffs().isEmpty()) {
      json.writeString(Markup.clean(said));
    }
    for (String diff : row.diffs()) {
      json.writeString(Markup.clean(diff.stripTrailing()));
    }
    json.writeEndArray();
  }

  private static void write(String name, Iterable<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(Markup.clean(text));
    }
    json.writeEndArray();
  }
}
