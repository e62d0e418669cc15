package lab.tripleo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Counts how often this JVM reads each file, by the events of its flight recorder. */
public final class FileReads {
  private static final String EVENT = "jdk.FileRead";

  private FileReads() {}

  /**
   * Counts how often an action reads each file below a folder; keys are relative paths. A partly
   * read file counts as its fraction, rounded up.
   */
  public static Map<Path, Long> count(Path folder, Callable<?> work) throws Exception {
    Map<Path, Long> bytes = new TreeMap<>();
    for (RecordedEvent event : events(work)) {
      String path = event.getString("path");
      if (path != null && Path.of(path).startsWith(folder)) {
        bytes.merge(folder.relativize(Path.of(path)), event.getLong("bytesRead"), Long::sum);
      }
    }
    Map<Path, Long> times = new TreeMap<>();
    for (Map.Entry<Path, Long> file : bytes.entrySet()) {
      long size = Math.max(1, Files.size(folder.resolve(file.getKey())));
      times.put(file.getKey(), (Math.max(0, file.getValue()) + size - 1) / size);
    }
    return times;
  }

  private static Iterable<RecordedEvent> events(Callable<?> work) throws Exception {
    Path file = Files.createTempFile("reads", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(EVENT).withoutThreshold().withoutStackTrace();
      recording.start();
      work.call();
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
