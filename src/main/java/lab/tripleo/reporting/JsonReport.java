package lab.tripleo.reporting;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.tripleo.reporting.Report.Row;

/** A report for other programs: one JSON object, times in ISO 8601, durations in seconds. */
public final class JsonReport {
  private JsonReport() {}

  public static void write(Report report, Writer out) throws IOException {
    try (JsonGenerator json = JsonText.generator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> each : head(report.header()).entrySet()) {
        json.writePOJOField(each.getKey(), each.getValue());
      }
      json.writePOJOField("hosts", hosts(report));
      json.writeArrayFieldStart("tasks");
      for (Row row : report.rows()) {
        json.writePOJO(json(row));
      }
      json.writeEndArray();
      json.writePOJOField("remarks", report.remarks());
      json.writeEndObject();
    }
    out.write('\n');
  }

  /** The run as a whole. */
  static Map<String, Object> head(Report.Header header) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", header.id());
    json.put("lab", header.lab());
    json.put("stage", header.stage());
    json.put("kind", header.target().kind().word());
    json.put("check", header.check());
    json.put("release", header.release());
    json.put("status", header.status());
    header.exitCode().ifPresent(it -> json.put("exitCode", it));
    json.put("startedAt", header.startedAt().toString());
    header.finishedAt().ifPresent(it -> json.put("finishedAt", it.toString()));
    header.took().ifPresent(it -> json.put("seconds", seconds(it)));
    json.put("command", header.command());
    json.put("programVersion", header.program());
    json.put("ansibleVersion", header.ansible());
    json.put("explanation", header.explanation());
    return json;
  }

  private static Map<String, Object> hosts(Report report) {
    Map<String, Object> hosts = new LinkedHashMap<>();
    report.hosts().forEach((host, stats) -> hosts.put(host, stats.numbers()));
    return hosts;
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }

  static Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("play", row.play());
    json.put("task", row.task());
    json.put("host", row.host());
    json.put("module", row.module());
    json.put("path", row.path());
    json.put("outcome", row.word());
    json.put("bad", row.kind().isBad());
    putUnlessEmpty(json, "label", row.label());
    row.startedAt().ifPresent(it -> json.put("startedAt", it.toString()));
    row.took().ifPresent(it -> json.put("seconds", seconds(it)));
    putUnlessEmpty(json, "message", row.message());
    putUnlessEmpty(json, "output", row.output());
    if (!row.diffs().isEmpty()) {
      json.put("diffs", List.copyOf(row.diffs()));
    }
    return json;
  }

  private static void putUnlessEmpty(Map<String, Object> json, String key, String text) {
    if (!text.isEmpty()) {
      json.put(key, text);
    }
  }
}
