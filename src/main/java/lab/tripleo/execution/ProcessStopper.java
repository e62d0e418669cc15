package lab.tripleo.execution;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stops a session leader and its descendants: interrupts the group so that it can clean up, then
 * terminates the remaining processes, then kills them. Signals only recorded descendants.
 *
 * @param interrupt the wait after the interrupt
 * @param terminate the wait after the request to end
 */
record ProcessStopper(Duration interrupt, Duration terminate) {
  static final ProcessStopper STANDARD =
      new ProcessStopper(Duration.ofSeconds(5), Duration.ofSeconds(2));

  private static final Duration KILLED = Duration.ofSeconds(2);
  private static final long LOOK_EVERY_MILLIS = 20;

  void stop(ProcessHandle leader) {
    ProcessTree tree = new ProcessTree(leader);
    tree.look();
    interruptGroup(leader.pid());
    if (isGone(tree, interrupt)) {
      return;
    }
    tree.alive().forEach(ProcessHandle::destroy);
    if (isGone(tree, terminate)) {
      return;
    }
    tree.alive().forEach(ProcessHandle::destroyForcibly);
    if (!isGone(tree, KILLED)) {
      tree.alive().forEach(ProcessHandle::destroyForcibly); // processes that started meanwhile
    }
  }

  /**
   * Java cannot signal a group, and the program kill may be missing; every shell has a built-in
   * kill.
   */
  private static void interruptGroup(long leader) {
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -s INT -- \"-$1\"", "sh", Long.toString(leader))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor(2, TimeUnit.SECONDS);
    } catch (IOException noShell) {
      // The next step works without it.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Watches the tree, which may still grow, until all its processes have ended or the time is over.
   */
  private static boolean isGone(ProcessTree tree, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        tree.look();
        if (tree.alive().isEmpty()) {
          return true;
        }
        if (System.nanoTime() - end >= 0) {
          return false;
        }
        try {
          Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException again) {
          interrupted = true; // finish stopping first
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
