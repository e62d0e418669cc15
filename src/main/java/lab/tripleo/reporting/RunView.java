package lab.tripleo.reporting;

import java.time.Instant;
import lab.tripleo.event.RunEvent;

/** Shows a run while it goes on. Keeps no state of the run: it is given. */
public interface RunView {
  /**
   * Takes the events of a run in their order, one at a time.
   *
   * @param after the state that includes the event
   */
  void show(RunEvent event, RunState after);

  /** Takes the time, about once a second, also while there are no events. */
  default void tick(RunState state, Instant now) {}
}
