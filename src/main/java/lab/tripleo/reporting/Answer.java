package lab.tripleo.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check found for a task on a host.
 *
 * @param play in which the task is
 * @param path {@code playbook:line}
 * @param label how reliable the answer is; {@link Label#NONE} for an unknown one
 * @param why of an unknown answer, what must happen first; of a failure, the error; otherwise a
 *     remark, which may be empty
 * @param diffs what would change, as Ansible shows it; empty where Ansible shows none
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
    /** Only a run can tell. */
    UNKNOWN("unknown");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** For people and records. */
    public String word() {
      return word;
    }
  }

  /** How reliable an answer is. */
  public enum Label {
    /** No earlier task changes the hosts, and the module looks at the same state as in a run. */
    CERTAIN("certain"),
    /** An earlier task would change the hosts, perhaps what this task looks at. */
    DEPENDS_ON_EARLIER_TASK("depends on an earlier task"),
    /** No earlier task changes the hosts, but the module does not look at all of the state. */
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
