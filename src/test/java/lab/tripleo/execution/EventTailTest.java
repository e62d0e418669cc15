package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.RunEvent;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EventTailTest {
  @TempDir Path folder;

  @Test
  void deliversWhileTheFileGrowsAndDrainsItAtTheEnd() throws Exception {
    Path file = folder.resolve("events.jsonl");
    CountDownLatch ended = new CountDownLatch(1);
    CyclicBarrier seen = new CyclicBarrier(2);
    EventText text = new EventText();
    EveryEvent listener =
        new EveryEvent() {
          @Override
          protected void any(RunEvent event) {
            event.deliverTo(text);
            if (text.lines().size() == 1) {
              await(seen);
            }
          }
        };
    Thread tail = new Thread(() -> follow(file, ended, listener));
    tail.start();
    append(file, "{\"event\":\"hello\",\"ansible\":\"2.19\"}\n{\"event\":\"no_");
    seen.await(20, TimeUnit.SECONDS); // delivered before the end
    append(file, "hosts\"}\n{\"event\":\"stats\",\"hosts\":{}}\n{\"event\":\"torn");
    ended.countDown();
    tail.join();
    assertThat(text.lines())
        .containsExactly("RunStarted[ansibleVersion=2.19]", "NoHostsMatched[]", "RunFinished{}");
  }

  @Test
  void endsWithoutAFile() throws Exception {
    CountDownLatch ended = new CountDownLatch(0);
    EventText text = new EventText();
    new EventTail(folder.resolve("none"), new EventDecoder(Clock.systemUTC()))
        .follow(end(ended), text);
    assertThat(text.lines()).isEmpty();
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "A line of events without an end",
      then = "It is truncated; memory stays bounded")
  void cutsALineThatIsTooLong() throws IOException {
    Path file = folder.resolve("events.jsonl");
    append(file, "{\"event\":\"ok\",\"x\":\"");
    for (int i = 0; i < 10; i++) {
      append(file, String.join("", Collections.nCopies(1 << 20, "x")));
    }
    append(file, "\"}\n{\"event\":\"no_hosts\"}\n");
    EventText text = new EventText();
    new EventTail(file, new EventDecoder(Clock.systemUTC())).replay(text);
    assertThat(text.lines()).hasSize(2);
    assertThat(text.lines().get(0)).contains("an event of 10485781 bytes, too long to read");
    assertThat(text.lines().get(1)).isEqualTo("NoHostsMatched[]");
  }

  private static void follow(Path file, CountDownLatch ended, EveryEvent listener) {
    try {
      new EventTail(file, new EventDecoder(Clock.systemUTC())).follow(end(ended), listener);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static EventTail.End end(CountDownLatch ended) {
    return millis -> ended.await(millis, TimeUnit.MILLISECONDS);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void append(Path file, String text) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
