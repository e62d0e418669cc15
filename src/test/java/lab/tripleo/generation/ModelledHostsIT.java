package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.diagnostic.Severity;
import lab.tripleo.generation.ModelledHosts.Outcome;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the playbooks for systems that tests cannot get: their tasks and order on CentOS 7 and
 * Enterprise Linux 8, and in the virtual machine of every release. The hosts are modelled
 * (src/test/resources/modelled-hosts/README.md). If an expected sequence is missing, it is written
 * and the test fails; {@code -Dgolden.update} writes all of them.
 */
final class ModelledHostsIT {
  private static final Path LABS = Path.of("src/test/resources/labs");
  private static final List<String> STAGES =
      List.of(
          "playbooks/prepare.yml",
          "playbooks/tripleo-prepare.yml",
          "playbooks/tripleo-install.yml",
          "playbooks/nodes-prepare.yml",
          "playbooks/nodes-register.yml");
  private static final List<String> RELEASE_PLAYS =
      List.of("playbooks/tripleo-prepare.yml", "playbooks/nodes-register.yml");
  private static final String[] IN_THE_MACHINE = {
    "--tags=repositories,client,ceph,file,register,introspect,provide,verify", "--skip-tags=always"
  };

  @TempDir private static Path temporary;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createTempDirectory(temporary, "hosts");
  }

  @ParameterizedTest
  @CsvSource({
    "centos7-stein, centos-7, centos-7",
    "centos7-system-scope, centos-7, centos-stream-8",
    "el8-train, centos-stream-8, centos-stream-8",
    "el8-wallaby, centos-stream-8, centos-stream-9",
    "el9-wallaby, centos-stream-9, centos-stream-9",
  })
  void doesTheStagesAsExpected(String theCase, String hypervisor, String machine)
      throws IOException, InterruptedException {
    Lab lab = GoldenLabs.lab(LABS.resolve(theCase), folder.resolve("configured"));
    ModelledHosts hosts = new ModelledHosts(folder, lab, hypervisor, machine);
    Outcome first = hosts.run(STAGES);
    assertThat(first.exitCode()).as(first.failure() + first.said()).isZero();
    rollbackTimersAreStopped(hosts.state("hypervisor"));
    changesNothing(hosts.run(STAGES));
    isAsExpected(theCase, first);
  }

  /** These plays need only a virtual machine and an undercloud from the stages before. */
  @ParameterizedTest
  @CsvSource({
    "el8-ussuri, centos-stream-8",
    "el8-victoria, centos-stream-8",
    "el8-rhosp-16.2, rhel-8.4",
    "el9-zed, centos-stream-9",
    "el9-rhosp-17.1, rhel-9.2",
  })
  void doesTheReleasePlaysAsExpected(String theCase, String machine)
      throws IOException, InterruptedException {
    Lab lab = GoldenLabs.lab(LABS.resolve(theCase), folder.resolve("configured"));
    ModelledHosts hosts = new ModelledHosts(folder, lab, "", machine);
    Outcome first = hosts.run(RELEASE_PLAYS, IN_THE_MACHINE);
    assertThat(first.exitCode()).as(first.failure() + first.said()).isZero();
    changesNothing(hosts.run(RELEASE_PLAYS, IN_THE_MACHINE));
    isAsExpected(theCase, first);
  }

  /**
   * Each line of the file has a lab, a line of the catalogue, a mistake that replaces it, the task
   * that finds it and a word of its message.
   */
  @ParameterizedTest
  @CsvFileSource(
      files = "src/test/resources/modelled-hosts/mistakes.csv",
      delimiter = '|',
      numLinesToSkip = 1)
  void findsMistakesInTheCatalogue(
      String theCase, String file, String right, String wrong, String task, String word)
      throws IOException, InterruptedException {
    Path configured = folder.resolve("configured");
    ConfigurationFolders.ofCase(LABS.resolve(theCase).resolve("input"), configured);
    Path catalogue = configured.resolve("configuration").resolve(file);
    String before = Files.readString(catalogue);
    assertThat(before).contains(right);
    Files.writeString(catalogue, before.replace(right, wrong));
    var checked = ConfigurationFolders.reader().read(configured).lab(Optional.empty());
    assertThat(checked.diagnostics()).noneMatch(it -> it.severity() == Severity.ERROR);
    boolean ofHypervisor = file.startsWith("platforms");
    String system =
        theCase.startsWith("centos7")
            ? "centos-7"
            : theCase.startsWith("el9") ? "centos-stream-9" : "centos-stream-8";
    ModelledHosts hosts =
        new ModelledHosts(
            folder,
            checked.value().orElseThrow(),
            ofHypervisor ? system : "",
            theCase.contains("rhosp") ? "rhel-8.4" : system);
    Outcome outcome = ofHypervisor ? hosts.run(STAGES) : hosts.run(RELEASE_PLAYS, IN_THE_MACHINE);
    assertThat(outcome.exitCode()).as(outcome.said()).isNotZero();
    assertThat(outcome.failure().lines().findFirst().orElse("")).endsWith(" " + task);
    assertThat(outcome.failure()).contains(word);
  }

  private static void isAsExpected(String theCase, Outcome outcome) throws IOException {
    Path file = ModelledHosts.RESOURCES.resolve("expected/" + theCase + ".txt");
    String before = Files.exists(file) ? Files.readString(file) : "";
    if (before.isEmpty() || System.getProperty("golden.update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, outcome.sequence());
    }
    assertThat(outcome.sequence()).as("see git diff " + file).isEqualTo(before);
  }

  private static void changesNothing(Outcome again) {
    assertThat(again.exitCode()).as(again.failure() + again.said()).isZero();
    assertThat(again.lines("changed")).as("changed by a second run").isEmpty();
  }

  /** A rollback that is still armed would remove the bridge at the end. */
  private static void rollbackTimersAreStopped(JsonNode hypervisor) {
    assertThat(hypervisor.get("units").properties())
        .filteredOn(it -> it.getKey().endsWith("-roll-back.timer"))
        .isNotEmpty() // it was armed
        .noneMatch(it -> it.getValue().get("active").asBoolean());
  }
}
