package lab.tripleo.terminal;

import java.util.List;
import org.jline.utils.Signals;

/**
 * Turns SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal is lost) into an interrupt of the main
 * thread; the code that waits there cleans up.
 */
public final class Interruption {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private Interruption() {}

  /** Call this once, in the main thread. */
  public static void ofThisThread() {
    Thread main = Thread.currentThread();
    SIGNALS.forEach(signal -> Signals.register(signal, main::interrupt));
  }
}
