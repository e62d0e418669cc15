package lab.tripleo.reporting;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.event.RunListener;
import lab.tripleo.execution.EventDecoder;
import lab.tripleo.execution.EventTail;

/** The events of a run that real Ansible wrote, for tests that look at some moment of it. */
record RecordedRun(List<RunEvent> events) {
  static final Path FOLDER = Path.of("src/test/resources/screens");

  static RecordedRun of(String name) throws IOException {
    List<RunEvent> events = new ArrayList<>();
    Clock unused = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    new EventTail(FOLDER.resolve(name).resolve(RunEvent.FILE), new EventDecoder(unused))
        .replay(
            new EveryEvent() {
              @Override
              protected void any(RunEvent event) {
                events.add(event);
              }
            });
    return new RecordedRun(events);
  }

  Instant start() {
    return events.get(0).at();
  }

  Duration whole() {
    return Duration.between(start(), events.get(events.size() - 1).at());
  }

  /** A moment of the run: 0 is its start, 1 its end. */
  Instant moment(double part) {
    return start().plusMillis(Math.round(whole().toMillis() * part));
  }

  private List<RunEvent> until(Predicate<RunEvent> kept) {
    return events.stream().takeWhile(kept).toList();
  }

  /** Delivers the events until a moment. */
  void deliver(Instant until, RunListener... listeners) {
    for (RunEvent event : until(it -> !it.at().isAfter(until))) {
      for (RunListener listener : listeners) {
        event.deliverTo(listener);
      }
    }
  }

  List<String> tasks() {
    return events.stream()
        .filter(RunEvent.TaskStarted.class::isInstance)
        .map(RunEvent.TaskStarted.class::cast)
        .map(RunEvent.TaskStarted::name)
        .toList();
  }

  /** A forecast that has seen the events until a moment. */
  Forecast forecast(Instant until, List<PastRun> own, List<PastRun> shipped, Boolean changes) {
    EarlierRuns past = new EarlierRuns(own, shipped, Optional.ofNullable(changes));
    Forecast forecast = new Forecast(tasks(), () -> past);
    deliver(until, forecast);
    return forecast;
  }

  PastRun past() {
    TaskTimes times = new TaskTimes();
    deliver(Instant.MAX, times);
    return times.past();
  }
}
