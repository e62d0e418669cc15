package lab.tripleo.reporting;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import lab.tripleo.event.RunEvent.DiffShown;
import lab.tripleo.event.RunEvent.HostFinished;
import lab.tripleo.event.RunEvent.HostStarted;
import lab.tripleo.event.RunEvent.ItemFinished;
import lab.tripleo.event.RunEvent.NoHostsMatched;
import lab.tripleo.event.RunEvent.PlainLine;
import lab.tripleo.event.RunEvent.PlayStarted;
import lab.tripleo.event.RunEvent.Retried;
import lab.tripleo.event.RunEvent.RunFinished;
import lab.tripleo.event.RunEvent.RunStarted;
import lab.tripleo.event.RunEvent.TaskPlanned;
import lab.tripleo.event.RunEvent.TaskSkipped;
import lab.tripleo.event.RunEvent.TaskStarted;
import lab.tripleo.event.RunListener;

/**
 * One JSON object a line for other programs ({@code --progress json}); each has {@code event} and
 * {@code at}.
 */
public final class JsonProgress implements RunListener {
  private final Consumer<String> out;

  public JsonProgress(Consumer<String> out) {
    this.out = out;
  }

  private void print(String event, Instant at, Object... keysAndValues) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.put("at", at.toString());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      line.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    out.accept(JsonText.of(line));
  }

  @Override
  public void runStarted(RunStarted it) {
    print("run_started", it.at(), "ansible", it.ansibleVersion());
  }

  @Override
  public void playStarted(PlayStarted it) {
    print("play_started", it.at(), "play", it.name(), "hosts", it.hosts());
  }

  @Override
  public void taskStarted(TaskStarted it) {
    print("task_started", it.at(), "task", it.name(), "path", it.path(), "action", it.action());
  }

  @Override
  public void hostStarted(HostStarted it) {
    // Not needed by a program that reads results.
  }

  @Override
  public void hostFinished(HostFinished it) {
    print(
        "task_finished",
        it.at(),
        "host",
        it.host(),
        "task",
        it.taskName(),
        "outcome",
        it.outcome().word(),
        "tolerated",
        it.tolerated(),
        "message",
        it.message());
  }

  @Override
  public void itemFinished(ItemFinished it) {
    print(
        "item_finished",
        it.at(),
        "host",
        it.host(),
        "item",
        it.label(),
        "outcome",
        it.outcome().word());
  }

  @Override
  public void retried(Retried it) {
    print("retried", it.at(), "host", it.host(), "attempt", it.attempt(), "seen", it.seen());
  }

  @Override
  public void taskPlanned(TaskPlanned it) {
    // Not needed by a program that reads results.
  }

  @Override
  public void taskSkipped(TaskSkipped it) {
    // Not needed by a program that reads results.
  }

  @Override
  public void diffShown(DiffShown it) {
    // Not needed by a program that reads results.
  }

  @Override
  public void noHostsMatched(NoHostsMatched it) {
    print("no_hosts_matched", it.at());
  }

  @Override
  public void runFinished(RunFinished it) {
    Map<String, Object> hosts = new LinkedHashMap<>();
    it.hosts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> hosts.put(e.getKey(), e.getValue().numbers()));
    print("run_finished", it.at(), "hosts", hosts);
  }

  @Override
  public void plainLine(PlainLine it) {
    print("line", it.at(), "text", it.text());
  }
}
