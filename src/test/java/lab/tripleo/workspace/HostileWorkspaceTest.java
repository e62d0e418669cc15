package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lab.tripleo.Mutations;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the records of runs hold: they are read or passed over, never an exception. */
final class HostileWorkspaceTest {
  @TempDir Path lab;

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "Random changes to `run.json`",
      then = "Read or passed over; no exception")
  void survivesRandomChangesOfRecords() throws IOException {
    Workspace workspace = new Workspace(lab);
    Mutations mutations = new Mutations();
    try (Lock lock = Lock.take(workspace, "test", Clock.systemUTC())) {
      Runs runs = new Runs(workspace, Clock.systemUTC());
      Runs.Started run =
          runs.start(lock, "prepare", "A release", List.of("run", "prepare"), "0.1.0");
      Path file = run.folder().path().resolve("run.json");
      byte[] before = Files.readAllBytes(file);
      Instant end = Instant.now().plus(Mutations.budget());
      while (Instant.now().isBefore(end)) {
        byte[] changed = mutations.changed(before);
        Files.write(file, changed);
        assertThatCode(() -> runs.closeAbandoned(lock))
            .as(new String(changed, StandardCharsets.UTF_8))
            .doesNotThrowAnyException();
        Files.write(file, before);
      }
    }
  }
}
