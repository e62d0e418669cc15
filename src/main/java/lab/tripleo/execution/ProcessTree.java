package lab.tripleo.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process and all its descendants. Descendants are recorded, because a child whose parent has
 * ended is no longer a descendant. Processes of the same session belong to it too.
 */
final class ProcessTree {
  private final long session;
  private final Map<Long, ProcessHandle> seen = new HashMap<>();

  ProcessTree(ProcessHandle leader) {
    session = leader.pid();
    seen.put(leader.pid(), leader);
  }

  /** Records the current descendants. */
  void look() {
    for (ProcessHandle known : List.copyOf(alive())) {
      known.descendants().forEach(each -> seen.putIfAbsent(each.pid(), each));
    }
    ProcessHandle.allProcesses()
        .filter(each -> !seen.containsKey(each.pid()))
        .filter(each -> stat(each.pid()).map(stat -> stat.session() == session).orElse(false))
        .forEach(each -> seen.put(each.pid(), each));
  }

  /** Recorded processes that still run. A handle compares start times, so a reused PID is dead. */
  List<ProcessHandle> alive() {
    return seen.values().stream().filter(ProcessTree::isAlive).toList();
  }

  private static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !stat(process.pid()).map(Stat::isZombie).orElse(false);
  }

  private record Stat(char state, long session) {
    boolean isZombie() {
      return state == 'Z' || state == 'X';
    }
  }

  /** Reads /proc, because the JDK counts a zombie as alive and has no sessions. */
  private static Optional<Stat> stat(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      // The second field is the program's name in parentheses, which may contain any character.
      List<String> fields = List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
      return Optional.of(new Stat(fields.get(0).charAt(0), Long.parseLong(fields.get(3))));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException gone) {
      return Optional.empty();
    }
  }
}
