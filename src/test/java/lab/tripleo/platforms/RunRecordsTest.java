package lab.tripleo.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecordsTest {
  private static final String EVENTS =
      """
      {"event": "play", "name": "Bridge - make it"}
      {"event": "task", "id": "1", "name": "Copy", "action": "a.b.c", "path": "/a lab/playbooks/prepare.yml:7"}
      {"event": "changed", "task": "1"}
      {"event": "task", "id": "2", "name": "Leave out", "action": "a.b.c", "path": "/a lab/playbooks/prepare.yml:9"}
      {"event": "skipped", "task": "2"}
      {"event": "task", "id": "3", "name": "Fail", "action": "a.b.c", "path": "/a lab/playbooks/prepare.yml:11"}
      {"event": "failed", "task": "3", "ignored": true}
      nonsense
      {"event": "task", "id": "5", "name": "Look", "action": "a.b.c", "path": "/a lab/playbooks/clean.yml:2"}
      {"event": "ok", "task": "5"}
      {"event": "task", "id": "4", "name": "Loop", "action": "a.b.c", "path": "/a lab/playbooks/prepare.yml:12"}
      {"event": "item", "task": "4", "outcome": "ok"}
      {"event": "ok", "task":""";

  @TempDir private Path run;
  private RunRecords records;

  @BeforeEach
  void makeARecord() throws IOException {
    records = RunRecords.ofCatalogue(Path.of("configuration"));
    Files.createDirectories(run.resolve("playbooks"));
    Files.copy(Path.of("playbooks/prepare.yml"), run.resolve("playbooks/prepare.yml"));
    Files.copy(
        Path.of("playbooks/tripleo-prepare.yml"), run.resolve("playbooks/tripleo-prepare.yml"));
    Files.writeString(run.resolve("events.jsonl"), EVENTS);
  }

  @Test
  void onlyWhatEndedWellHasRun() throws IOException {
    TaskKey copy = new TaskKey("debian-12", "prepare", "Bridge", "Copy", "a.b.c");
    TaskKey look = new TaskKey("debian-12", "clean", "Bridge", "Look", "a.b.c");
    assertThat(records.tasks(run))
        .containsExactly(new RanTask(copy, "simulated"), new RanTask(look, "simulated"));
  }

  @Test
  void aSecondInterfaceOfAnotherNameMakesNoOtherTask() throws IOException {
    Path playbook = run.resolve("playbooks/prepare.yml");
    Files.writeString(playbook, Files.readString(playbook).replace("eth1", "em2"));
    Files.writeString(
        run.resolve("events.jsonl"), EVENTS.replace("\"Copy\"", "\"Join em2 to item2\""));
    assertThat(records.tasks(run))
        .extracting(it -> it.key().name())
        .containsExactly("Join eth1 to item2", "Look");
  }

  /** One that borrows the playbooks of a platform is none of it. */
  @Test
  void systemsThatAreNotInTheCatalogueAreLeftOut() throws IOException {
    Path playbook = run.resolve("playbooks/prepare.yml");
    String text = Files.readString(playbook);
    Files.writeString(
        playbook, text.replace("platform: \"Debian 12 (bookworm)\"", "platform: \"Ubuntu 24.04\""));
    assertThat(records.tasks(run)).isEmpty();
  }
}
