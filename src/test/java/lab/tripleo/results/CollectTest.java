package lab.tripleo.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the collecting script on files like those of a real undercloud. */
final class CollectTest {
  private static final String NOT_FETCHED =
      ".*(passw[do]|\\.git/|bzip2|sqlite|backup|state|objects|installer-templates).*";

  @TempDir private Path folder;
  private Path root;
  private Path results;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(folder.resolve("run"));
    results = folder.resolve("run/results");
  }

  private void fetch(Source... sources) throws Exception {
    new Results(new LocalHost(root), new Redaction(List.of()))
        .fetch(folder.resolve("run"), List.of(sources), line -> {});
  }

  private Set<String> fetched(String host) throws IOException {
    Set<String> names = new TreeSet<>();
    Path files = results.resolve(host).resolve("files");
    try (Stream<Path> all = Files.walk(files)) {
      all.filter(Files::isRegularFile).forEach(it -> names.add(files.relativize(it).toString()));
    }
    return names;
  }

  private void put(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  private String text(String name) throws IOException {
    return Files.readString(results.resolve(name), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "wallaby", "zed"})
  @Fault(
      in = Area.SECRETS,
      when =
          "`fetch-results` finds the plan of an undercloud ({0}), with password files, archives,"
              + " Git's objects and SQLite",
      then =
          "No secret of the plan is in the record, neither as it is, nor in Base64 or an archive")
  void takesNoSecretOfAPlan(String release) throws Exception {
    RealPlan plan = new RealPlan(release);
    plan.write(root);
    fetch(LocalHost.named("tripleo"));

    assertThat(plan.secrets()).hasSizeGreaterThan(10);
    assertThat(new SecretSearch(plan.secrets()).in(root)).hasSameElementsAs(plan.secrets());
    assertThat(new SecretSearch(plan.secrets()).in(results)).isEmpty();
    try (Stream<Path> all = Files.walk(results)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain("\0", "SQLite format");
      }
    }
    assertThat(fetched("tripleo"))
        .containsAll(expected().get(release))
        .noneMatch(it -> it.matches(NOT_FETCHED));
  }

  private static Map<String, List<String>> expected() {
    String deploy = "home/stack/tripleo-deploy/undercloud/";
    return Map.of(
        "train",
        List.of(
            "home/stack/undercloud-ansible-a1b2c3/Undercloud/docker_config.yaml",
            "home/stack/undercloud-ansible-a1b2c3/group_vars/Undercloud",
            "home/stack/tripleo-config-generated-env-files/undercloud_parameters.yaml",
            "home/stack/tripleo-ansible-inventory.yaml",
            "home/stack/tripleo-undercloud-outputs.yaml",
            "home/stack/ansible.log",
            "home/stack/install-undercloud.log"),
        "wallaby",
        List.of(
            deploy + "undercloud-ansible-d4e5f6/host_vars/undercloud",
            deploy + "heat_launcher/tripleo_deploy-x/heat.conf",
            "home/stack/install-undercloud.log",
            "var/log/containers/ironic/ironic-conductor.log"),
        "zed",
        List.of(
            deploy + "install-undercloud.log",
            deploy + "undercloud-ansible-0f1e2d/Undercloud/host_prep_tasks.yaml",
            "home/stack/install-undercloud.log",
            "home/stack/validations/0174e723-85b2-402f-9212-27fe574c3803_undercloud-disk-space_2026-11-28T151018.json"));
  }

  /** The plan is large. It must not displace the log that names the failure. */
  @Test
  void takesLogsBeforeThePlan() throws Exception {
    String mebibyte = "x".repeat(1023).concat("\n").repeat(1024);
    for (int i = 0; i < 30; i++) {
      put("home/stack/tripleo-deploy/undercloud/undercloud-ansible-1/large" + i, mebibyte);
    }
    put("home/stack/tripleo-deploy/undercloud/install-undercloud.log", mebibyte);
    put("var/log/containers/ironic/ironic.log", mebibyte);
    fetch(LocalHost.named("tripleo"));
    assertThat(fetched("tripleo"))
        .contains(
            "home/stack/tripleo-deploy/undercloud/install-undercloud.log",
            "var/log/containers/ironic/ironic.log");
    assertThat(text("index.md")).contains("size limit reached: files/home/stack/tripleo-deploy");
  }

  /** The machine's password may be on the command line of a process of the hypervisor. */
  @Test
  void masksSecretsOfOneHostInFilesOfAnother() throws Exception {
    put("home/stack/tripleo-undercloud-passwords.yaml", "  RpcPassword: zT9qLmN4\n");
    put("var/log/libvirt/qemu/tripleo.log", "said zT9qLmN4 and more\n");
    fetch(LocalHost.named("hypervisor"), LocalHost.named("tripleo"));
    assertThat(text("hypervisor/files/var/log/libvirt/qemu/tripleo.log"))
        .isEqualTo("said ******** and more\n");
  }

  @Test
  void takesTextsInAnyEncodingAndNamesOtherFiles() throws Exception {
    put("var/log/containers/latin1.log", "caf\u00e9 and \u001b[31mred\u001b[0m\n");
    put("var/log/containers/utf8.log", "caf\u00c3\u00a9\n");
    put("var/log/containers/console.log", "\0" + "booting\r\n".repeat(50));
    put("var/log/containers/cpio.log", "070701" + "x".repeat(1000) + "\0");
    put("var/log/containers/control.log", "\u0001\u0002\u0003");
    put("var/log/containers/nul", "a\0b".repeat(50));
    put("var/log/containers/bzip2.log", "BZh91AY&SY" + "x".repeat(50));
    fetch(LocalHost.named("tripleo"));
    assertThat(fetched("tripleo"))
        .contains(
            "var/log/containers/console.log",
            "var/log/containers/latin1.log",
            "var/log/containers/utf8.log")
        .noneMatch(it -> it.matches(".*(control|cpio|nul|bzip2).*"));
    assertThat(text("index.md"))
        .contains(
            "Not fetched, not a text: files/var/log/containers/bzip2.log (60 bytes).",
            "Not fetched, not a text: files/var/log/containers/control.log (3 bytes).",
            "Not fetched, not a text: files/var/log/containers/nul (150 bytes).");
  }
}
