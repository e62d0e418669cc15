package lab.tripleo.execution;

import java.time.Clock;
import java.util.List;
import lab.tripleo.event.RunEvent;

/** Turns a line of a run's event stream into what happened. Not thread-safe. */
public interface EventDecoder {

  /**
   * Decodes one line, without its end. Never fails: what is no event becomes a {@link
   * RunEvent.PlainLine}.
   *
   * @return mostly one event; none for what a listener need not know
   */
  List<RunEvent> decode(String line);

  /** For the lines of our own callback, {@code tripleo_lab_events}. */
  static EventDecoder ofCallback(Clock clock) {
    return new CallbackDecoder(clock);
  }

  /** For the lines of {@code ansible.posix.jsonl}, which tells less. */
  static EventDecoder ofJsonl(Clock clock) {
    return new JsonlDecoder(clock);
  }

  /** For the lines of a record, whichever of the two wrote them. */
  static EventDecoder ofRecord(Clock clock) {
    EventDecoder callback = ofCallback(clock);
    EventDecoder jsonl = ofJsonl(clock);
    return line -> (JsonlDecoder.wrote(line) ? jsonl : callback).decode(line);
  }
}
