package lab.tripleo.terminal;

import java.util.List;
import sun.misc.Signal;

/**
 * Turns SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal is lost) into an interrupt of the main
 * thread; the code that waits there cleans up.
 */
public final class Interruption {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private Interruption() {}

  /** Call this once, in the main thread. */
  @SuppressWarnings("sunapi") // JLine has the same by reflection, which takes 20 ms of each start
  public static void ofThisThread() {
    Thread main = Thread.currentThread();
    SIGNALS.forEach(signal -> Signal.handle(new Signal(signal), caught -> main.interrupt()));
  }
}
