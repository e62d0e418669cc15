package lab.tripleo.execution;

import java.io.IOException;
import java.util.function.Consumer;

/** Runs processes to their end. */
public interface ProcessRunner {

  /**
   * Starts the process and waits for it. The lines come from two threads, one a stream, in order.
   *
   * @return how it ended; an exit code other than 0 is no exception
   * @throws IOException when it cannot be started
   * @throws InterruptedException when the waiting thread was interrupted; the process and its
   *     descendants have been stopped then
   */
  Ending run(Invocation invocation, Consumer<String> stdout, Consumer<String> stderr)
      throws IOException, InterruptedException;
}
