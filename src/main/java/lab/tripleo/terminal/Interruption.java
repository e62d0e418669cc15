package lab.tripleo.terminal;

import java.util.List;
import org.jline.utils.Signals;

/**
 * Ctrl-C, a request to end and a lost terminal all interrupt the main thread; whoever waits there
 * cleans up.
 */
public final class Interruption {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private Interruption() {}

  /** To be called once, in the main thread. */
  public static void ofThisThread() {
    Thread main = Thread.currentThread();
    SIGNALS.forEach(signal -> Signals.register(signal, main::interrupt));
  }
}
