package lab.tripleo.execution;

import java.io.IOException;
import java.util.function.Consumer;

/** Runs processes and waits until they end. */
public interface ProcessRunner {

  /**
   * Starts the process and waits for it. Two threads, one per stream, deliver the lines in order.
   *
   * @return the end; an exit code other than 0 is not an exception
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the waiting thread was interrupted; the process and its
   *     descendants are stopped before
   */
  Ending run(Invocation invocation, Consumer<String> stdout, Consumer<String> stderr)
      throws IOException, InterruptedException;
}
