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

/** run.json as text. */
final class RunJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunJson() {}

  static String write(RunRecord run) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("id", run.id())
        .put("number", run.number())
        .put("stage", run.stage())
        .put("check", run.isCheck())
        .put("status", run.status().word());
    json.put("release", run.release());
    json.put("exitCode", run.exitCode().orElse(null));
    json.put("startedAt", run.startedAt().toString());
    json.put("finishedAt", run.finishedAt().map(Instant::toString).orElse(null));
    run.command().forEach(json.putArray("command")::add);
    json.put("programVersion", run.programVersion());
    json.put("ansibleVersion", run.ansibleVersion().orElse(null));
    json.put("pid", run.pid()).put("explanation", run.explanation());
    ObjectNode hosts = json.putObject("hosts");
    new TreeMap<>(run.hosts()).forEach((name, stats) -> write(stats, hosts.putObject(name)));
    try {
      return MAPPER.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void write(HostStats stats, ObjectNode json) {
    json.put("ok", stats.ok())
        .put("changed", stats.changed())
        .put("failed", stats.failed())
        .put("unreachable", stats.unreachable())
        .put("skipped", stats.skipped())
        .put("rescued", stats.rescued())
        .put("ignored", stats.ignored());
  }

  /** The record; nothing when the text is none. */
  static Optional<RunRecord> read(String id, String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return RunStatus.of(json.path("status").asText("")).map(status -> read(id, status, json));
    } catch (JsonProcessingException | DateTimeParseException garbage) {
      return Optional.empty();
    }
  }

  private static RunRecord read(String id, RunStatus status, JsonNode json) {
    List<String> command = new ArrayList<>();
    json.path("command").forEach(word -> command.add(word.asText("")));
    Map<String, HostStats> hosts = new TreeMap<>();
    json.path("hosts")
        .properties()
        .forEach(host -> hosts.put(host.getKey(), stats(host.getValue())));
    return new RunRecord(
        id,
        json.path("number").asLong(),
        json.path("stage").asText(""),
        json.path("release").asText(""),
        status,
        Optional.of(json.path("exitCode")).filter(JsonNode::isInt).map(JsonNode::asInt),
        Instant.parse(json.path("startedAt").asText("")),
        text(json, "finishedAt").map(Instant::parse),
        command,
        json.path("programVersion").asText(""),
        text(json, "ansibleVersion"),
        json.path("pid").asLong(),
        json.path("explanation").asText(""),
        hosts);
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static HostStats stats(JsonNode json) {
    return new HostStats(
        json.path("ok").asInt(),
        json.path("changed").asInt(),
        json.path("failed").asInt(),
        json.path("unreachable").asInt(),
        json.path("skipped").asInt(),
        json.path("rescued").asInt(),
        json.path("ignored").asInt());
  }
}
