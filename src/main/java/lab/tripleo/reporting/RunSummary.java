package lab.tripleo.reporting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.tripleo.event.HostStats;

/** The summary at the end of a run. */
public record RunSummary(Theme theme) {
  private static final Duration SHORTEST_SHOWN = Duration.ofSeconds(3);

  /** A table of hosts, and the slowest tasks. */
  public List<String> lines(RunState state) {
    List<String> lines = new ArrayList<>();
    int width = state.hosts().keySet().stream().mapToInt(String::length).max().orElse(0);
    state.hosts().forEach((host, stats) -> lines.add(line(host, stats, width)));
    slowest(state)
        .forEach(
            it ->
                lines.add(
                    theme.faint("  " + Durations.text(it.took()) + "  " + it.result().taskName())));
    return lines;
  }

  private String line(String host, HostStats it, int width) {
    String changed = "changed: " + it.changed();
    String failed = "failed: " + it.failed();
    String unreachable = "unreachable: " + it.unreachable();
    return String.join(
        "  ",
        String.format("%-" + Math.max(1, width) + "s", host),
        theme.good("ok: " + it.ok()),
        it.changed() > 0 ? theme.changed(changed) : changed,
        it.failed() > 0 ? theme.bad(failed) : failed,
        it.unreachable() > 0 ? theme.bad(unreachable) : unreachable,
        "skipped: " + it.skipped());
  }

  private static List<RunState.Done> slowest(RunState state) {
    return state.slowest().stream().filter(it -> it.took().compareTo(SHORTEST_SHOWN) > 0).toList();
  }

  /** The number of changed tasks on all hosts. */
  public static int changed(Map<String, HostStats> hosts) {
    return hosts.values().stream().mapToInt(HostStats::changed).sum();
  }
}
