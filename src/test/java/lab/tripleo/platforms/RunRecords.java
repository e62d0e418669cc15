package lab.tripleo.platforms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Copies of run records, each in a folder below {@code target/records}. */
public final class RunRecords {
  private static final Path FOLDER = Path.of("target/records");
  private static final List<String> FILES =
      List.of("events.jsonl", "playbooks/prepare.yml", "playbooks/tripleo-prepare.yml");

  private RunRecords() {}

  /**
   * Copies all runs of the labs in a folder.
   *
   * @param test the class of the test
   */
  public static void keepAll(Path labs, String test) throws IOException {
    try (Stream<Path> files = Files.walk(labs)) {
      for (Path run : files.filter(RunRecords::isRun).toList()) {
        keep(run, test);
      }
    }
  }

  private static boolean isRun(Path folder) {
    return folder.getParent().endsWith("workspace/runs")
        && Files.exists(folder.resolve("events.jsonl"))
        && !Files.isSymbolicLink(folder);
  }

  /** Copies one run. */
  public static void keep(Path run, String test) throws IOException {
    Path kept = FOLDER.resolve(test + "-" + UUID.randomUUID());
    Files.createDirectories(kept.resolve("playbooks"));
    for (String file : FILES) {
      if (Files.exists(run.resolve(file))) {
        Files.copy(run.resolve(file), kept.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
