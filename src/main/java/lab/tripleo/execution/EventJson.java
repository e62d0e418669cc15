package lab.tripleo.execution;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.event.HostStats;

/** Reads JSON objects leniently: a field that is missing or of another type is empty. */
final class EventJson {
  private static final int LONGEST_TEXT = 64 * 1024 * 1024;

  /** ansible-core 2.19 and later put this before the module's message. */
  private static final String CORE_PREFIX = "Task failed: ";

  private static final int LONGEST_OUTPUT = 8 * 1024;
  private static final int MOST_FAILURES = 5;
  private static final int LONGEST_LINE = 400;

  /** The format of the callback plugin, with 0 for each digit. */
  private static final String TIME = "0000-00-00T00:00:00.000000Z";

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
              .build());

  private EventJson() {}

  /** The JSON object of a line; absent if the line is none. */
  static Optional<JsonNode> object(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  static String quoted(String text) {
    return MAPPER.getNodeFactory().textNode(text).toString();
  }

  /** A text field without lone surrogates, which UTF-8 cannot encode. */
  static String text(JsonNode node, String field) {
    return whole(node.path(field).asText(""));
  }

  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    node.path(field).forEach(each -> texts.add(whole(each.asText(""))));
    return texts;
  }

  static Instant instant(JsonNode node, String field, Clock clock) {
    String text = node.path(field).asText("");
    try {
      return isOfPlugin(text) ? ofPlugin(text) : Instant.parse(text);
    } catch (DateTimeException missing) {
      return clock.instant();
    }
  }

  private static boolean isOfPlugin(String text) {
    boolean like = text.length() == TIME.length();
    for (int i = 0; like && i < TIME.length(); i++) {
      char c = text.charAt(i);
      like = TIME.charAt(i) == '0' ? c >= '0' && c <= '9' : c == TIME.charAt(i);
    }
    return like;
  }

  /** Each event has a time, and Instant.parse takes as long as the rest of the event. */
  private static Instant ofPlugin(String text) {
    LocalDateTime time =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 26) * 1000);
    return time.toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /** A module's message; for dnf, with the names of the packages. */
  static String message(JsonNode result) {
    JsonNode message = result.path("msg");
    String text = message.isObject() ? whole(message.toString()) : text(message);
    List<String> failures = texts(result, "failures");
    if (!failures.isEmpty()) {
      text +=
          ": " + String.join(" ", failures.subList(0, Math.min(failures.size(), MOST_FAILURES)));
    }
    return text.startsWith(CORE_PREFIX) ? text.substring(CORE_PREFIX.length()) : text;
  }

  /** Each text of a list is a line. */
  private static String text(JsonNode message) {
    if (message.isTextual()) {
      return whole(message.asText());
    }
    List<String> lines = new ArrayList<>();
    message.forEach(it -> lines.add(it.isValueNode() ? it.asText() : it.toString()));
    return whole(message.isArray() ? String.join("\n", lines) : message.asText(""));
  }

  /** The last line of a command's output. */
  static String lastLine(JsonNode result) {
    return text(result, "stdout")
        .lines()
        .filter(it -> !it.isBlank())
        .reduce((earlier, later) -> later)
        .map(it -> it.strip().substring(0, Math.min(it.strip().length(), LONGEST_LINE)))
        .orElse("");
  }

  /** The output of a failed command: standard error, or standard output if that is empty. */
  static String output(JsonNode result) {
    for (String field : List.of("stderr", "module_stderr", "stdout", "module_stdout")) {
      String text = text(result, field).strip();
      if (!text.isEmpty()) {
        return tail(text);
      }
    }
    return "";
  }

  /** The error is at the end of a long output. */
  private static String tail(String text) {
    if (text.length() <= LONGEST_OUTPUT) {
      return text;
    }
    int from = text.length() - LONGEST_OUTPUT;
    return "..." + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  static Map<String, HostStats> recap(JsonNode hosts) {
    Map<String, HostStats> recap = new HashMap<>();
    hosts
        .properties()
        .forEach(
            it -> recap.put(it.getKey(), HostStats.of(name -> it.getValue().path(name).asInt())));
    return recap;
  }
}
