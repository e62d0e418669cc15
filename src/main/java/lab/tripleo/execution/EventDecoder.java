package lab.tripleo.execution;

import static lab.tripleo.execution.EventJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;

/** Decodes the lines that the callback plugin tripleo_lab_events writes. */
public final class EventDecoder {
  private final Clock clock;

  /**
   * @param clock the time of events that have none
   */
  public EventDecoder(Clock clock) {
    this.clock = clock;
  }

  /**
   * Decodes one line, without its end. Never fails: a line that is not an event becomes a {@link
   * RunEvent.PlainLine}.
   *
   * @return usually one event; none for lines that listeners do not need
   */
  List<RunEvent> decode(String line) {
    if (line.isBlank()) {
      return List.of();
    }
    return EventJson.object(line)
        .map(json -> decode(json, line))
        .orElseGet(() -> plain(clock.instant(), line));
  }

  private List<RunEvent> decode(JsonNode json, String line) {
    Instant at = EventJson.instant(json, "at", clock);
    String task = text(json, "task");
    String host = text(json, "host");
    return switch (text(json, "event")) {
      case "hello" -> List.of(new RunEvent.RunStarted(at, text(json, "ansible")));
      case "play" ->
          List.of(new RunEvent.PlayStarted(at, text(json, "name"), EventJson.texts(json, "hosts")));
      case "task" -> List.of(task(json, at));
      case "planned" -> List.of(planned(json, at));
      case "meta_skipped" ->
          List.of(new RunEvent.TaskSkipped(at, "", text(json, "path"), host, Optional.of("")));
      case "diff" -> List.of(new RunEvent.DiffShown(at, task, host, text(json, "diff")));
      case "host_start" -> List.of(new RunEvent.HostStarted(at, task, host));
      case "ok" -> List.of(finished(json, at, Outcome.OK));
      case "changed" -> List.of(finished(json, at, Outcome.CHANGED));
      case "skipped" ->
          Stream.concat(skipped(json, at), Stream.of(finished(json, at, Outcome.SKIPPED))).toList();
      case "failed" -> List.of(finished(json, at, Outcome.FAILED));
      case "unreachable" -> List.of(finished(json, at, Outcome.UNREACHABLE));
      case "item" -> item(json, at, line);
      case "retry", "async_poll" -> List.of(retried(json, at));
      case "no_hosts" -> List.of(new RunEvent.NoHostsMatched(at));
      case "stats" -> List.of(new RunEvent.RunFinished(at, EventJson.recap(json.path("hosts"))));
      case "warning" -> plain(at, "warning: " + text(json, "text"));
      case "deprecation" -> plain(at, "deprecated: " + text(json, "text"));
      // Kept in the record for reports; not shown on the screen.
      case "playbook", "include", "notify", "vars_prompt", "abandoned" -> List.of();
      default -> plain(at, line);
    };
  }

  private static List<RunEvent> plain(Instant at, String line) {
    return List.of(new RunEvent.PlainLine(at, line));
  }

  private static RunEvent task(JsonNode json, Instant at) {
    return new RunEvent.TaskStarted(
        at,
        text(json, "id"),
        text(json, "name"),
        text(json, "path"),
        text(json, "action"),
        EventJson.texts(json, "tags"),
        json.path("handler").asBoolean());
  }

  private static RunEvent planned(JsonNode json, Instant at) {
    RunEvent.TaskPlanned.Changes changes =
        switch (text(json, "changes")) {
          case "always" -> RunEvent.TaskPlanned.Changes.ALWAYS;
          case "never" -> RunEvent.TaskPlanned.Changes.NEVER;
          default -> RunEvent.TaskPlanned.Changes.UNKNOWN;
        };
    return new RunEvent.TaskPlanned(
        at,
        text(json, "name"),
        text(json, "path"),
        text(json, "action"),
        json.path("ends").asBoolean(),
        changes,
        json.path("registers").asBoolean(),
        EventJson.texts(json, "conditions"));
  }

  /** No event for a whole loop: its items have reported the reasons. */
  private static Stream<RunEvent> skipped(JsonNode json, Instant at) {
    JsonNode result = json.path("result");
    if (text(result, "msg").equals("All items skipped")) {
      return Stream.empty();
    }
    // The second is a loop without items; before 2.14, the third was the only text.
    boolean conditional =
        result.has("false_condition") || result.has("skipped_reason") || result.has("skip_reason");
    Optional<String> condition =
        conditional ? Optional.of(text(result, "false_condition")) : Optional.empty();
    return Stream.of(
        new RunEvent.TaskSkipped(at, text(json, "task"), "", text(json, "host"), condition));
  }

  private static RunEvent finished(JsonNode json, Instant at, Outcome outcome) {
    JsonNode result = json.path("result");
    return new RunEvent.HostFinished(
        at,
        text(json, "task"),
        text(json, "name"),
        text(json, "host"),
        outcome,
        json.path("ignore").asBoolean() || json.path("rescuable").asBoolean(),
        EventJson.message(result),
        outcome.isBad() ? EventJson.output(result) : "");
  }

  private static List<RunEvent> item(JsonNode json, Instant at, String line) {
    Optional<Outcome> outcome =
        switch (text(json, "outcome")) {
          case "ok" -> Optional.of(Outcome.OK);
          case "changed" -> Optional.of(Outcome.CHANGED);
          case "skipped" -> Optional.of(Outcome.SKIPPED);
          case "failed" -> Optional.of(Outcome.FAILED);
          default -> Optional.empty();
        };
    Stream<RunEvent> why =
        outcome.equals(Optional.of(Outcome.SKIPPED)) ? skipped(json, at) : Stream.empty();
    return outcome
        .<List<RunEvent>>map(
            known ->
                Stream.concat(
                        why,
                        Stream.of(
                            new RunEvent.ItemFinished(
                                at,
                                text(json, "task"),
                                text(json, "host"),
                                text(json, "label"),
                                known,
                                EventJson.message(json.path("result")))))
                    .toList())
        .orElseGet(() -> plain(at, line));
  }

  private static RunEvent retried(JsonNode json, Instant at) {
    JsonNode attempts = json.path("attempts");
    return new RunEvent.Retried(
        at,
        text(json, "task"),
        text(json, "host"),
        Math.max(1, json.path("attempt").asInt(1)),
        attempts.canConvertToInt() ? Optional.of(attempts.asInt()) : Optional.empty(),
        EventJson.lastLine(json.path("result")));
  }
}
