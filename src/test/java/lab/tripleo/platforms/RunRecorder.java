package lab.tripleo.platforms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps which tasks a class's labs have run, before their folders go: a file for each class. */
final class RunRecorder implements AfterAllCallback {
  /** A class whose labs could not be made has not run, and contradicts nothing. */
  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    RunRecords records = RunRecords.ofCatalogue(Path.of("configuration"));
    SortedSet<String> lines = new TreeSet<>();
    for (Path folder :
        AnnotationSupport.findAnnotatedFieldValues(
            context.getRequiredTestClass(), TempDir.class, Path.class)) {
      for (Path run : runs(folder)) {
        records.tasks(run).forEach(it -> lines.add(it.line()));
      }
    }
    Files.createDirectories(RanTask.FOLDER);
    String name = context.getRequiredTestClass().getSimpleName();
    Files.write(RanTask.FOLDER.resolve(name + RanTask.ENDING), lines);
  }

  /** The records of all labs that are right in the folder. */
  private static List<Path> runs(Path folder) throws IOException {
    try (Stream<Path> labs = Files.list(folder)) {
      return labs.map(it -> it.resolve("workspace/runs"))
          .filter(Files::isDirectory)
          .flatMap(RunRecorder::children)
          .filter(it -> Files.exists(it.resolve("events.jsonl")) && !Files.isSymbolicLink(it))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList().stream();
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
