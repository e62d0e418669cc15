package lab.tripleo.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.files.TemporaryFolder;

/** The records of a lab's runs. */
public final class Runs {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String LATEST = "latest";
  private static final int INTERRUPTED_EXIT_CODE = 130;

  private final Workspace workspace;
  private final Path folder;
  private final Clock clock;

  /** The folder and the first record of a new run. */
  public record Started(RunFolder folder, RunRecord record) {}

  public Runs(Workspace workspace, Clock clock) {
    this.workspace = workspace;
    this.folder = workspace.runsFolder();
    this.clock = clock;
  }

  /**
   * Creates a run's folder with a record in status running, and points the link latest to it.
   *
   * @param held the run lock: it proves that no other run is active, so that records with status
   *     running are closed as interrupted
   */
  public Started start(RunLock held, RunRecord.Start start) throws IOException {
    PrivateFiles.folder(folder);
    closeAbandoned(held);
    Instant now = clock.instant();
    RunFolder run = new RunFolder(PrivateFiles.folder(unusedName(now)));
    long last = list().stream().mapToLong(RunRecord::number).max().orElse(0);
    long number = Math.min(RunJson.LARGEST_NUMBER, 1 + last);
    RunRecord record = RunRecord.started(run.id(), number, start, now);
    run.save(record);
    pointLatestTo(run);
    return new Started(run, record);
  }

  private Path unusedName(Instant now) {
    SecureRandom random = new SecureRandom();
    while (true) {
      String name = STAMP.format(now) + "-%04x".formatted(random.nextInt(1 << 16));
      if (!Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
  }

  private void pointLatestTo(RunFolder run) throws IOException {
    Path link = folder.resolve(LATEST);
    Path beside = folder.resolve("." + LATEST + "-" + run.id());
    Files.createSymbolicLink(beside, run.path().getFileName());
    Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Closes the records of killed runs as interrupted, and removes their temporary folders.
   *
   * @param held the run lock: it proves that no other run is active
   */
  public void closeAbandoned(RunLock held) throws IOException {
    if (!held.isHeld()) {
      throw new IllegalStateException("the lab's lock is not held");
    }
    for (RunRecord record : list()) {
      if (record.status() == RunStatus.RUNNING) {
        RunFolder run = new RunFolder(folder.resolve(record.id()));
        TemporaryFolder.deleteLeftOver(run.path());
        run.save(
            record.finished(
                RunStatus.INTERRUPTED,
                INTERRUPTED_EXIT_CODE,
                clock.instant(),
                record.ansibleVersion(),
                "tripleo-lab was killed during the run.",
                record.hosts()));
      }
    }
  }

  /** All records, newest first; folders without a readable record are skipped. */
  public List<RunRecord> list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(each -> !Files.isSymbolicLink(each))
          .map(Runs::read)
          .flatMap(Optional::stream)
          .sorted(
              Comparator.comparingLong(RunRecord::number)
                  .thenComparing(RunRecord::startedAt)
                  .thenComparing(RunRecord::id)
                  .reversed())
          .toList();
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  /** A record as it is now; absent when there is none that can be read. */
  public Optional<RunRecord> record(String id) {
    return read(folder.resolve(id));
  }

  /**
   * Whether a record without an end will never get one: its program was killed. Only reads. False
   * when that cannot be known, such as for a program on another machine.
   */
  public boolean isAbandoned(RunRecord record) {
    return record.status() == RunStatus.RUNNING
        && !RunLock.mayBeHeldBy(workspace, record.pid(), record.startedAt());
  }

  /** The folder of a run that is in the list. */
  public RunFolder folder(String id) {
    return new RunFolder(folder.resolve(id));
  }

  private static Optional<RunRecord> read(Path run) {
    Path file = RunFolder.recordOf(run);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return RunJson.read(run.getFileName().toString(), PrivateFiles.read(file));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
