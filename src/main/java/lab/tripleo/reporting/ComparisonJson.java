package lab.tripleo.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.reporting.Comparison.Change;
import lab.tripleo.reporting.Comparison.Difference;
import lab.tripleo.reporting.Report.Row;

/** A comparison for other programs: one JSON object on one line, durations in seconds. */
public final class ComparisonJson {
  private ComparisonJson() {}

  public static String of(Comparison it) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("before", JsonReport.head(it.before().header()));
    json.put("after", JsonReport.head(it.after().header()));
    for (Change change : Change.values()) {
      json.put(change.word(), it.of(change).stream().map(ComparisonJson::json).toList());
    }
    json.put("same", it.same());
    return JsonText.of(json);
  }

  private static Map<String, Object> json(Difference it) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("play", it.row().play());
    json.put("task", it.row().task());
    json.put("host", it.row().host());
    put(json, "before", it.before());
    put(json, "after", it.after());
    return json;
  }

  private static void put(Map<String, Object> json, String key, Optional<Row> row) {
    row.ifPresent(it -> json.put(key, result(it)));
  }

  private static Map<String, Object> result(Row row) {
    Map<String, Object> json = JsonReport.json(row);
    json.keySet().retainAll(List.of("module", "path", "outcome", "bad", "label", "seconds"));
    return json;
  }
}
