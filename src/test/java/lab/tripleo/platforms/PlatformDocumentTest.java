package lab.tripleo.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class PlatformDocumentTest {
  private static final StandIn NIC =
      new StandIn("NIC", "el9", "One.*", "prepare", "Bridge", "Join.*", "for a card");
  private static final StandIn CABLE =
      new StandIn("cable", "el9", ".*", "prepare", "Bridge", "Join both", "for a cable");

  private static final StandIn MODEL =
      new StandIn("model", "el9", "ModelIT", ".*", ".*", ".*", "for a system");
  private static final StandIn MACHINE =
      new StandIn("machine", "el9", "OneIT", ".*", ".*", "Model.*", "for a machine");

  private static TaskKey key(String platform, String name) {
    return new TaskKey(platform, "prepare", "Bridge", name, "a.b.c");
  }

  private static PlatformTask task(String platform, String name, String text, String... releases) {
    return new PlatformTask(key(platform, name), List.of(releases), text, false, "");
  }

  private static Claim claim(String name, String text, String... tests) {
    return new Claim(new RanTask(key("el9", name), "zed"), text, new TreeSet<>(List.of(tests)));
  }

  private static String text(List<PlatformTask> tasks, Claim... claims) {
    List<StandIn> standIns = List.of(NIC, CABLE, MODEL, MACHINE);
    Reality reality = new Reality(tasks, List.of(claims), standIns);
    Map<String, String> titles = Map.of("el9", "Linux 9", "el8", "Linux 8");
    return new PlatformDocument(reality, standIns, titles).text();
  }

  @Test
  void oneTestWithoutAStandInIsEnoughToBeReal() {
    List<PlatformTask> tasks = List.of(task("el9", "Join it", "t", "zed"));
    assertThat(text(tasks, claim("Join it", "t", "OneIT")))
        .contains("| Bridge | Join it | stand-in: NIC |", "| 0 / 1 / 0 / 0 |");
    assertThat(text(tasks, claim("Join it", "t", "OneIT", "OtherIT")))
        .contains("| Bridge | Join it | real |", "| 1 / 0 / 0 / 0 |");
  }

  /** Where there is nothing but a description of the system, that is weaker than any stand-in. */
  @Test
  void aModelIsLessThanAStandIn() {
    List<PlatformTask> tasks = List.of(task("el9", "Model it", "t", "zed"));
    assertThat(text(tasks, claim("Model it", "t", "ModelIT")))
        .contains("| Bridge | Model it | modelled |", "| 0 / 0 / 1 / 0 |");
    assertThat(text(tasks, claim("Model it", "t", "ModelIT", "OneIT")))
        .contains("| Bridge | Model it | stand-in: machine |", "| 0 / 1 / 0 / 0 |");
  }

  @Test
  void theFewestStandInsCount() {
    List<PlatformTask> tasks = List.of(task("el9", "Join both", "t", "zed"));
    assertThat(text(tasks, claim("Join both", "t", "OneIT"))).contains("| stand-in: NIC, cable |");
    assertThat(text(tasks, claim("Join both", "t", "OneIT", "OtherIT")))
        .contains("| stand-in: cable |");
  }

  @Test
  void countsAsTheWeakestOfItsReleases() {
    List<PlatformTask> tasks =
        List.of(task("el9", "Copy", "a", "zed"), task("el9", "Copy", "b", "wallaby"));
    assertThat(text(tasks, claim("Copy", "a", "OneIT")))
        .contains(
            "| Copy | linted (zed: real) |", "| Linux 9: `el9` | wallaby, zed | 0 / 0 / 0 / 1 |");
  }

  /** A release for which it reads the same has run with it. */
  @Test
  void whatReadsTheSameIsTheSame() {
    List<PlatformTask> tasks = List.of(task("el9", "Copy", "a", "wallaby", "zed"));
    assertThat(text(tasks, claim("Copy", "a", "OneIT"))).contains("| Copy | real |");
  }

  @Test
  void platformsWithoutATaskHaveAnEmptyCell() {
    List<PlatformTask> tasks =
        List.of(
            task("el8", "Only there", "a", "train"),
            task("el8", "Copy", "a", "train"),
            task("el9", "Copy", "a", "zed"));
    assertThat(text(tasks, claim("Copy", "a", "OneIT")))
        .contains(
            "| Section | Task | el9 | el8 |",
            "| Bridge | Only there | | linted |\n| Bridge | Copy | real | linted |");
  }

  /** The README says what the document says, and nothing else of platforms. */
  @Test
  void readmeHasTheSummary() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(Files.readString(Path.of("docs/platforms.md"))).contains(Summary.of(readme));
    assertThat(Summary.of(Summary.replace(readme, "| new |\n"))).isEqualTo("| new |\n");
  }
}
