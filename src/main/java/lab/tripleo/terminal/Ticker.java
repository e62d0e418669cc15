package lab.tripleo.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something at regular intervals, in a thread that does not keep the program alive. */
final class Ticker implements Progress.Screen {
  private final ScheduledExecutorService executor;
  private final int millis;
  private final Runnable action;

  Ticker(String name, int millis, Runnable action) {
    this.millis = millis;
    this.action = action;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    var unused = executor.scheduleAtFixedRate(action, 0, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
