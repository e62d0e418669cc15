package lab.tripleo.execution;

import static lab.tripleo.execution.EventJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;

/**
 * Reads what ansible.posix.jsonl prints. That stream has no greeting, no hosts of a play and no
 * word on whether a failure is ignored or rescued; only the recap tells.
 */
final class JsonlDecoder implements EventDecoder {
  private static final String KIND = "_event";

  private final Clock clock;
  private boolean greeted;

  JsonlDecoder(Clock clock) {
    this.clock = clock;
  }

  /** Whether a line is one of that stream. */
  static boolean wrote(String line) {
    return EventJson.object(line).filter(json -> json.has(KIND)).isPresent();
  }

  @Override
  public List<RunEvent> decode(String line) {
    if (line.isBlank()) {
      return List.of();
    }
    return EventJson.object(line)
        .filter(json -> json.has(KIND))
        .map(json -> greeted(json, line))
        .orElseGet(() -> List.of(new RunEvent.PlainLine(clock.instant(), line)));
  }

  private List<RunEvent> greeted(JsonNode json, String line) {
    Instant at = EventJson.instant(json, "_timestamp", clock);
    List<RunEvent> events = new ArrayList<>();
    if (!greeted) {
      greeted = true;
      events.add(new RunEvent.RunStarted(at, "unknown"));
    }
    events.addAll(decode(json, at, line));
    return events;
  }

  private static List<RunEvent> decode(JsonNode json, Instant at, String line) {
    JsonNode task = json.path("task");
    return switch (text(json, KIND)) {
      case "v2_playbook_on_play_start" ->
          List.of(new RunEvent.PlayStarted(at, text(json.path("play"), "name"), List.of()));
      case "v2_playbook_on_task_start" -> List.of(task(task, at, false));
      case "v2_playbook_on_handler_task_start" -> List.of(task(task, at, true));
      case "v2_runner_on_start" -> started(json, at);
      case "v2_runner_on_ok" -> finished(json, at, Outcome.OK);
      case "v2_runner_on_skipped" -> finished(json, at, Outcome.SKIPPED);
      case "v2_runner_on_failed" -> finished(json, at, Outcome.FAILED);
      case "v2_runner_on_unreachable" -> finished(json, at, Outcome.UNREACHABLE);
      case "v2_playbook_on_stats" ->
          List.of(new RunEvent.RunFinished(at, EventJson.recap(json.path("stats"), "failures")));
      default -> List.of(new RunEvent.PlainLine(at, line));
    };
  }

  private static RunEvent task(JsonNode task, Instant at, boolean handler) {
    return new RunEvent.TaskStarted(
        at, text(task, "id"), text(task, "name"), text(task, "path"), "", List.of(), handler);
  }

  private static List<RunEvent> started(JsonNode json, Instant at) {
    List<RunEvent> events = new ArrayList<>();
    String task = text(json.path("task"), "id");
    json.path("hosts")
        .fieldNames()
        .forEachRemaining(host -> events.add(new RunEvent.HostStarted(at, task, host)));
    return events;
  }

  private static List<RunEvent> finished(JsonNode json, Instant at, Outcome kind) {
    List<RunEvent> events = new ArrayList<>();
    JsonNode task = json.path("task");
    json.path("hosts")
        .properties()
        .forEach(
            host -> {
              JsonNode result = host.getValue();
              boolean changed = kind == Outcome.OK && result.path("changed").asBoolean();
              Outcome outcome = changed ? Outcome.CHANGED : kind;
              String output = outcome.isBad() ? EventJson.output(result) : "";
              events.add(
                  new RunEvent.HostFinished(
                      at,
                      text(task, "id"),
                      text(task, "name"),
                      host.getKey(),
                      outcome,
                      false,
                      EventJson.message(result),
                      output));
            });
    return events;
  }
}
