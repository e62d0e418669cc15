package lab.tripleo.reporting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.tripleo.reporting.Answer.Kind;
import lab.tripleo.reporting.Answer.Label;

/**
 * The answers of a check as lines: one an answer, with its diffs, and the totals at the end. The
 * message of a failure follows them.
 */
public final class CheckLines {
  /** Lines of a diff that are shown; ansible.log has all. */
  private static final int MOST_DIFF_LINES = 80;

  private static final int KIND_WIDTH = 12;
  private static final int LABEL_WIDTH = 26;

  private final Theme theme;
  private final UnaryOperator<String> redaction;
  private String play = "";

  /**
   * Starts before the first play.
   *
   * @param redaction removes secrets from a text
   */
  public CheckLines(Theme theme, UnaryOperator<String> redaction) {
    this.theme = theme;
    this.redaction = redaction;
  }

  /** The lines of one answer; the first answer of a play follows the play's name. */
  public List<String> of(Answer answer) {
    List<String> lines = new ArrayList<>();
    if (!answer.play().equals(play)) {
      play = answer.play();
      lines.add("");
      lines.add(theme.strong(play));
    }
    lines.add(line(answer));
    if (answer.kind() == Kind.WOULD_CHANGE) {
      answer.diffs().forEach(it -> lines.addAll(diff(it)));
    }
    return lines;
  }

  private String line(Answer answer) {
    boolean unknown = answer.kind() == Kind.UNKNOWN;
    String label = unknown ? "until " + answer.why() : answer.label().word();
    String more =
        unknown || answer.kind() == Kind.WOULD_FAIL || answer.why().isEmpty()
            ? ""
            : theme.faint(" (" + answer.why() + ")");
    return String.join(
            "  ",
            painted(answer.kind(), String.format("%-" + KIND_WIDTH + "s", answer.kind().word())),
            theme.faint(String.format("%-" + LABEL_WIDTH + "s", label)),
            answer.host() + ": " + answer.task())
        + more;
  }

  private String painted(Kind kind, String text) {
    return switch (kind) {
      case WOULD_CHANGE -> theme.changed(text);
      case NO_CHANGE -> theme.good(text);
      case WOULD_FAIL -> theme.bad(text);
      case UNKNOWN -> theme.faint(text);
    };
  }

  private List<String> diff(String diff) {
    List<String> all = redaction.apply(diff).stripTrailing().lines().toList();
    List<String> lines = new ArrayList<>();
    all.stream().limit(MOST_DIFF_LINES).map(it -> "    " + painted(it)).forEach(lines::add);
    if (all.size() > MOST_DIFF_LINES) {
      int left = all.size() - MOST_DIFF_LINES;
      lines.add(theme.faint("    (" + left + " more lines are in ansible.log of the record)"));
    }
    return lines;
  }

  private String painted(String line) {
    if (DiffLine.isAdded(line)) {
      return theme.good(line);
    }
    return DiffLine.isRemoved(line) ? theme.bad(line) : line;
  }

  /**
   * The number of answers of each kind and label.
   *
   * @param firstChange the first task that later answers depend on
   */
  public List<String> totals(List<Answer> answers, Optional<String> firstChange) {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    Map<Label, Integer> labels = new EnumMap<>(Label.class);
    for (Answer answer : answers) {
      kinds.merge(answer.kind(), 1, Integer::sum);
      labels.merge(answer.label(), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.WOULD_FAIL || kinds.containsKey(kind)) {
        counts.add(painted(kind, kind.word() + ": " + kinds.getOrDefault(kind, 0)));
      }
    }
    lines.add(String.join("  ", counts));
    lines.add(
        "certain: %d  depends on an earlier task: %d  depends on the host: %d"
            .formatted(
                labels.getOrDefault(Label.CERTAIN, 0),
                labels.getOrDefault(Label.DEPENDS_ON_EARLIER_TASK, 0),
                labels.getOrDefault(Label.DEPENDS_ON_HOST, 0)));
    firstChange.ifPresent(
        it -> lines.add(theme.faint("The first task that later answers depend on: " + it)));
    return lines;
  }
}
