package lab.tripleo.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.generation.GeneratedFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the list of all tasks for {@code docs/platforms.md}. */
final class PlatformTasksTest {
  @TempDir private static Path folder;
  private static List<PlatformTask> tasks;

  /** A task of a release and the setting that brought it. */
  private record Found(GeneratedTasks.Text text, String setting) {
    boolean isConditional() {
      return text.conditional() || !setting.isEmpty();
    }
  }

  @BeforeAll
  static void list() throws IOException {
    tasks = new ArrayList<>();
    for (Map.Entry<String, List<String>> platform : ListedLabs.platforms().entrySet()) {
      tasks.addAll(tasks(platform.getKey(), platform.getValue()));
    }
    Files.createDirectories(PlatformTask.FILE.getParent());
    Files.write(PlatformTask.FILE, tasks.stream().map(PlatformTask::line).toList());
  }

  @Test
  void eachPlatformHasTasksInEachStage() throws IOException {
    for (String platform : ListedLabs.platforms().keySet()) {
      assertThat(tasks)
          .filteredOn(it -> it.key().platform().equals(platform))
          .extracting(it -> it.key().stage())
          .containsAll(GeneratedTasks.STAGES);
    }
  }

  /** One that is gone, or has another name, would let what ran against it pass for real. */
  @Test
  void eachStandInIsForTasksThatThereAre() throws IOException {
    for (StandIn standIn : StandIn.all()) {
      assertThat(tasks)
          .as("%s: no task is like this: %s", StandIn.FILE, standIn)
          .anyMatch(it -> standIn.isFor(it.key()));
    }
  }

  private static List<PlatformTask> tasks(String platform, List<String> releases)
      throws IOException {
    ListedLabs labs = new ListedLabs(folder);
    List<TaskKey> order = new ArrayList<>();
    Map<String, Map<TaskKey, Found>> found = new LinkedHashMap<>();
    for (String release : releases) {
      Map<TaskKey, Found> ofRelease = new LinkedHashMap<>();
      for (Settings settings : Settings.ALL) {
        Optional<List<GeneratedFile>> files = labs.generate(platform, release, settings);
        var some = GeneratedTasks.of(platform, files.orElse(List.of()));
        Order.merge(order, some.keySet());
        some.forEach((key, text) -> ofRelease.putIfAbsent(key, new Found(text, settings.name())));
      }
      found.put(release, ofRelease);
    }
    List<PlatformTask> tasks = new ArrayList<>();
    for (TaskKey key : order) {
      Map<Found, List<String>> texts = new LinkedHashMap<>();
      found.forEach(
          (release, all) ->
              Optional.ofNullable(all.get(key))
                  .ifPresent(
                      it -> texts.computeIfAbsent(it, none -> new ArrayList<>()).add(release)));
      texts.forEach(
          (it, some) ->
              tasks.add(
                  new PlatformTask(key, some, it.text().sum(), it.isConditional(), it.setting())));
    }
    return tasks;
  }
}
