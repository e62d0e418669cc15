package lab.tripleo.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What check mode says of a task on a host.
 *
 * @param play in which the task is
 * @param path {@code playbook:line}
 * @param label how far the answer is to be trusted; {@link Label#NONE} where there is none
 * @param why what the answer waits for where none was given; what went wrong where the task would
 *     fail; otherwise empty, or what else is to be said
 * @param diffs what would change, as Ansible shows it; empty where it does not
 */
public record Answer(
    String play,
    String task,
    String path,
    String host,
    Kind kind,
    Label label,
    String why,
    List<String> diffs) {

  /** What a run would do. */
  public enum Kind {
    WOULD_CHANGE("would change"),
    NO_CHANGE("no change"),
    WOULD_FAIL("would fail"),
    /** There is no answer before something has really been done. */
    NOT_TOLD("not told");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For people and records. */
    public String word() {
      return word;
    }
  }

  /** How far an answer is to be trusted. */
  public enum Label {
    /** Nothing before it changes the hosts, and its module looks exactly as in a run. */
    CERTAIN("certain"),
    /** Something before it would change the hosts, maybe what this task looks at. */
    DEPENDS_ON_EARLIER_TASK("depends on an earlier task"),
    /** Nothing before it changes the hosts, but its module does not look at all of it. */
    DEPENDS_ON_HOST("depends on the host"),
    NONE("");

    private final String word;

    Label(String word) {
      this.word = word;
    }

    /** For people and records. */
    public String word() {
      return word;
    }
  }

  public Answer {
    diffs = List.copyOf(diffs);
  }

  /** The answer as one line of JSON, for the record. */
  public String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("play", play);
    json.put("task", task);
    json.put("path", path);
    json.put("host", host);
    json.put("answer", kind.word());
    json.put("label", label.word());
    json.put("why", why);
    return JsonText.of(json);
  }
}
