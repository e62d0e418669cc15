package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.tripleo.model.RunTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Records of older versions are read: those of src/test/resources/old-records. */
final class OldRecordsTest {
  private static final Path CORPUS = Path.of("src/test/resources/old-records");

  private static Optional<RunRecord> read(String name) throws IOException {
    return RunJson.read(name, Files.readString(CORPUS.resolve(name).resolve("run.json")));
  }

  private static String text(RunTarget target) {
    return target.title() + (target.isWhole() ? "" : " in part " + target.tags());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/old-records/expected.tsv", delimiter = '\t')
  void recordsHaveATarget(String name, String expected) throws IOException {
    Optional<RunRecord> record = read(name);
    assertThat(record.map(it -> text(it.target())).orElse("not read")).isEqualTo(expected);
  }

  @Test
  void otherFieldsAreKept() throws IOException {
    RunRecord record = read("sections").orElseThrow();
    assertThat(record.start().lab()).isEmpty();
    assertThat(record.start().release()).isEqualTo("Simulated TripleO");
    assertThat(record.start().command()).contains("--tags", "networks,summary");
    assertThat(record.ansibleVersion()).contains("2.19.14");
    assertThat(record.hosts().get("hypervisor-root").changed()).isEqualTo(55);
  }

  /** This version closes a killed run of an older version, in the current format. */
  @Test
  void recordSurvivesRewriting() throws IOException {
    RunRecord record = read("clean-in-part").orElseThrow();
    assertThat(RunJson.read(record.id(), RunJson.write(record))).contains(record);
  }
}
