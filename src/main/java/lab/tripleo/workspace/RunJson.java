package lab.tripleo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.tripleo.event.HostStats;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.RunTarget;
import lab.tripleo.model.Stage;

/** Writes and reads run.json. */
final class RunJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** More than any lab has, and far below an overflow. */
  static final long LARGEST_NUMBER = 1_000_000_000_000L;

  private static final String REPLACED = "\uFFFD";
  private static final int LARGEST_COUNT = 1_000_000;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private RunJson() {}

  static String write(RunRecord run) {
    ObjectNode json = MAPPER.createObjectNode();
    RunRecord.Start start = run.start();
    json.put("id", run.id()).put("number", run.number());
    start.lab().ifPresent(it -> json.put("lab", it));
    write(start.target(), json);
    json.put("status", run.status().word());
    json.put("release", start.release());
    json.put("exitCode", run.exitCode().orElse(null));
    json.put("startedAt", run.startedAt().toString());
    json.put("finishedAt", run.finishedAt().map(Instant::toString).orElse(null));
    start.command().forEach(json.putArray("command")::add);
    json.put("programVersion", start.programVersion());
    json.put("ansibleVersion", run.ansibleVersion().orElse(null));
    json.put("pid", run.pid()).put("explanation", run.explanation());
    ObjectNode hosts = json.putObject("hosts");
    new TreeMap<>(run.hosts())
        .forEach((name, stats) -> stats.numbers().forEach(hosts.putObject(name)::put));
    try {
      return MAPPER.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void write(RunTarget target, ObjectNode json) {
    json.put("stage", target.stage().word()).put("kind", target.kind().word());
    ObjectNode scope = json.putObject("scope").put("whole", target.isWhole());
    target.tags().forEach(scope.putArray("tags")::add);
  }

  /**
   * Reads a record, also of an older version. Absent when the text is not a record, or its stage,
   * kind, time or numbers are impossible. Control characters are replaced, because a terminal would
   * interpret them.
   */
  static Optional<RunRecord> read(String id, String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return RunStatus.of(json.path("status").asText(""))
          .flatMap(status -> target(json).map(target -> read(id, target, status, json)))
          .filter(RunJson::isPossible);
    } catch (JsonProcessingException | DateTimeParseException garbage) {
      return Optional.empty();
    }
  }

  private static boolean isPossible(RunRecord run) {
    return isPossible(run.number())
        && isPossible(run.pid())
        && isPossible(run.startedAt())
        && run.finishedAt().map(RunJson::isPossible).orElse(true);
  }

  private static boolean isPossible(long number) {
    return number >= 0 && number <= LARGEST_NUMBER;
  }

  private static boolean isPossible(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }

  private static Optional<RunTarget> target(JsonNode json) {
    String stage = json.path("stage").asText("");
    if (!json.has("kind")) {
      return OldTarget.of(stage, texts(json.path("command")));
    }
    Optional<RunKind> kind = RunKind.of(json.path("kind").asText(""));
    List<String> tags = texts(json.path("scope").path("tags"));
    return Stage.of(stage).flatMap(it -> kind.map(known -> new RunTarget(it, known, tags)));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(harmless(each.asText(""))));
    return texts;
  }

  private static RunRecord read(String id, RunTarget target, RunStatus status, JsonNode json) {
    Map<String, HostStats> hosts = new TreeMap<>();
    json.path("hosts")
        .properties()
        .forEach(
            it ->
                hosts.put(harmless(it.getKey()), HostStats.of(name -> count(it.getValue(), name))));
    return new RunRecord(
        id,
        json.path("number").asLong(),
        new RunRecord.Start(
            target,
            text(json, "lab").map(RunJson::harmless),
            harmless(json.path("release").asText("")),
            texts(json.path("command")),
            harmless(json.path("programVersion").asText(""))),
        status,
        Optional.of(json.path("exitCode")).filter(JsonNode::isInt).map(JsonNode::asInt),
        Instant.parse(json.path("startedAt").asText("")),
        text(json, "finishedAt").map(Instant::parse),
        text(json, "ansibleVersion").map(RunJson::harmless),
        json.path("pid").asLong(),
        json.path("explanation").asText("").replaceAll("[\\p{Cc}&&[^\n\t]]", REPLACED),
        hosts);
  }

  private static String harmless(String text) {
    return text.replaceAll("\\p{Cc}", REPLACED);
  }

  private static int count(JsonNode json, String field) {
    return (int) Math.max(0, Math.min(LARGEST_COUNT, json.path(field).asLong()));
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
