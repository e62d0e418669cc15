package lab.tripleo.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;

/**
 * Follows the events while the process runs. A listener that throws receives no more events; the
 * run continues and its verdict is complete.
 */
final class TailThread {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile RuntimeException failure;
  private volatile RuntimeException listenerFailure;

  TailThread(EventTail tail, VerdictBuilder machine, RunListener listener) {
    thread = new Thread(() -> follow(tail, both(machine, listener)), "events");
    thread.setDaemon(true);
  }

  private RunListener both(VerdictBuilder machine, RunListener listener) {
    return new EveryEvent() {
      @Override
      protected void any(RunEvent event) {
        event.deliverTo(machine);
        if (listenerFailure == null) {
          try {
            event.deliverTo(listener);
          } catch (RuntimeException thrown) {
            listenerFailure = thrown;
          }
        }
      }
    };
  }

  private void follow(EventTail tail, RunListener listener) {
    try {
      tail.follow(millis -> ended.await(millis, TimeUnit.MILLISECONDS), listener);
    } catch (IOException broken) {
      failure = new UncheckedIOException(broken);
    } catch (UncheckedIOException broken) {
      failure = broken;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void start() {
    thread.start();
  }

  /** Waits until the last event is delivered, and rethrows the listener's exception. */
  void end() {
    ended.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true; // the remaining events are bounded
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (listenerFailure != null) {
      throw listenerFailure;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
