package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A program in a real terminal, with typed input. */
final class TerminalWindow implements AutoCloseable {
  /** Ctrl-C reaches all processes of the window; the shell must survive it. */
  private static final String THEN_STAY =
      "trap : INT; \"$@\"; echo \"exit code $?\"; exec sleep 900";

  /** The name of a separate tmux server. */
  private final String server = "tripleo-lab-it-" + UUID.randomUUID();

  TerminalWindow(List<String> argv) {
    List<String> words =
        new ArrayList<>(List.of("new-session", "-d", "-x", "160", "-y", "50", "sh", "-c"));
    words.addAll(List.of(THEN_STAY, "sh"));
    words.addAll(argv);
    tmux(words);
  }

  private String tmux(List<String> words) {
    List<String> argv = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-L", server));
    argv.addAll(words);
    RunResult result = Command.start(argv, Map.of(), "").await();
    assertThat(result.exitCode()).as(result::everything).isZero();
    return result.stdout();
  }

  /** The text of the window, including the scrollback. */
  String text() {
    return tmux(List.of("capture-pane", "-p", "-J", "-S", "-"));
  }

  /** Waits until the window shows the text. */
  TerminalWindow sees(String part) {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (!text().contains(part) && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(300));
    }
    assertThat(text()).contains(part);
    return this;
  }

  TerminalWindow types(String line) {
    tmux(List.of("send-keys", "-l", line));
    tmux(List.of("send-keys", "Enter"));
    return this;
  }

  TerminalWindow pressesCtrlC() {
    tmux(List.of("send-keys", "C-c"));
    return this;
  }

  @Override
  public void close() {
    tmux(List.of("kill-server"));
  }
}
