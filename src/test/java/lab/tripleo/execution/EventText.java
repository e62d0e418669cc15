package lab.tripleo.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;

/** Collects events as lines, without values that differ between runs. */
public final class EventText extends EveryEvent {
  private final List<String> lines = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();

  public List<String> lines() {
    return lines;
  }

  public List<RunEvent> events() {
    return events;
  }

  public String text() {
    return String.join("\n", lines) + "\n";
  }

  @Override
  protected void any(RunEvent event) {
    events.add(event);
    lines.add(line(event));
  }

  private static String line(RunEvent event) {
    if (event instanceof RunEvent.RunFinished finished) {
      return "RunFinished" + new TreeMap<>(finished.hosts());
    }
    String text = event.toString();
    if (text.length() > 600) {
      text = text.substring(0, 600) + "... " + text.length();
    }
    return text.replaceAll("at=[^,\\]]*(, )?", "")
        .replaceAll("(taskId|id)=[0-9a-f-]+(, )?", "")
        .replaceAll("path=[^,]*/", "path=")
        .replace("\n", "\\n");
  }
}
