package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the simulated client; sudo is a stand-in that logs its arguments. {@code TripleoInstallIT}
 * runs the client with real containers.
 */
final class SimulatedClientIT {
  private static final Path PROGRAM = Path.of("playbooks/files/simulated/openstack");
  private static final String CONF =
      """
      [DEFAULT]
      local_ip = 192.168.24.1/24
      local_interface = lo
      container_images_file = images.yaml
      not_known = to anybody
      [ctlplane-subnet]
      cidr = 192.168.24.0/24
      dhcp_start = 192.168.24.10
      dhcp_end = 192.168.24.99
      """;
  private static final String QUICK = "[undercloud install]\npace = 0\n";

  /** The client refuses root, as TripleO's does, and tests may run as root. */
  private static final String AS_SOMEBODY =
      "import os, runpy, sys; os.getuid = lambda: 1000; sys.argv = sys.argv[1:];"
          + " runpy.run_path(sys.argv[0], run_name='__main__')";

  /** The exit code of a run, and both streams together. */
  private record Said(int code, String text) {}

  @TempDir private Path home;
  private AnsibleTools tools;

  @BeforeEach
  void fill() throws IOException {
    tools = new AnsibleTools(home);
    Path sudo = Files.createDirectories(home.resolve("bin")).resolve("sudo");
    Files.writeString(sudo, "#!/bin/sh\necho \"$*\" >>\"$HOME/sudo.log\"\n");
    assertThat(sudo.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("undercloud.conf"), CONF);
    Files.writeString(home.resolve("simulated.conf"), QUICK);
    images("");
  }

  private void images(String more) throws IOException {
    String text = "parameter_defaults:\n  ContainerImagePrepare:\n  - set: {tag: pinned}\n" + more;
    Files.writeString(home.resolve("images.yaml"), text);
  }

  private Said openstack(String... arguments) throws Exception {
    List<String> argv = new ArrayList<>(List.of(tools.python(), "-B", "-c", AS_SOMEBODY));
    argv.add(PROGRAM.toAbsolutePath().toString());
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(home.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("PYTHONPATH", PROGRAM.toAbsolutePath().getParent().toString());
    builder.environment().remove("OS_AUTH_URL");
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  @Test
  void reportsThatItIsSimulated() throws Exception {
    assertThat(openstack("--version").text()).contains("simulated");
    assertThat(openstack("--help").text()).contains("simulated", "fail_in", "hang_in");
    Said unknown = openstack("server", "create");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.text()).contains("'server create'", "simulated");
  }

  @Test
  void preparesContainersAsTripleoDoes() throws Exception {
    assertThat(openstack("tripleo", "container", "image", "prepare", "default").text())
        .contains("ContainerImagePrepare:", "tag: current-tripleo", "tag_from_label: rdo_version")
        .doesNotContain("push_destination: true");
    Said pushed =
        openstack(
            "tripleo", "container", "image", "prepare", "default", "--local-push-destination");
    assertThat(pushed.text()).contains("push_destination: true");
  }

  @Test
  void walksThroughThePhases() throws Exception {
    Said said = openstack("undercloud", "install");

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .containsSubsequence(
            "simulated",
            "preflight",
            "image localhost/simulated/keystone:pinned",
            "Stack CREATE completed",
            "PLAY [Host prep steps]",
            "PLAY [External deployment step 0]",
            "PLAY [Deploy step tasks for 5]",
            "failed=0",
            "The Undercloud has been successfully installed.");
    assertThat(Files.readString(home.resolve("sudo.log")))
        .contains("--label tripleo-lab.simulated=true", "localhost/simulated/ironic_api:pinned");
    assertThat(Files.readString(home.resolve("stackrc")))
        .contains("OS_AUTH_URL=http://192.168.24.1:5000", "simulated");
    assertThat(Files.getPosixFilePermissions(home.resolve("stackrc"))).hasSize(2);
  }

  /** Each call takes about a second in an emulated machine. */
  @Test
  void callsPodmanOncePerQuestionAndContainer() throws Exception {
    openstack("undercloud", "install");
    assertThat(Files.readAllLines(home.resolve("sudo.log")))
        .filteredOn(it -> it.startsWith("-n podman "))
        .extracting(it -> it.replaceFirst("-n podman (\\S+) .*", "$1"))
        .containsExactly(
            "images", "build", "ps", "tag", "run", "run", "run", "run", "run", "run", "run");
  }

  @Test
  void keepsPasswords() throws Exception {
    openstack("undercloud", "install");
    String first = Files.readString(home.resolve("stackrc"));
    openstack("undercloud", "install");
    assertThat(Files.readString(home.resolve("stackrc"))).isEqualTo(first);
  }

  @Test
  void labelOverridesTheTag() throws Exception {
    images("    tag_from_label: rdo_version\n");
    assertThat(openstack("undercloud", "install").text())
        .contains("keystone:simulated-1")
        .doesNotContain(":pinned");
  }

  @Test
  void failsAtTheConfiguredStep() throws Exception {
    Files.writeString(home.resolve("simulated.conf"), QUICK + "fail_in = step-3\n");
    Said said = openstack("undercloud", "install");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .containsSubsequence(
            "step 3", "FATAL", "fail_in = step-3", "failed=1", "error has occurred")
        .doesNotContain("step 4", "Traceback");
    assertThat(home.resolve("stackrc")).doesNotExist();
  }

  @Test
  void refusesUnknownOptions() throws Exception {
    Files.writeString(home.resolve("simulated.conf"), QUICK + "fail_in = step-9\nfial = x\n");
    Said said = openstack("undercloud", "install");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("step-9", "fial").doesNotContain("Traceback", "preflight");
  }

  @Test
  void validatesLikeThePreflight() throws Exception {
    Files.writeString(
        home.resolve("undercloud.conf"), CONF.replace("192.168.24.1/24", "192.168.25.1/24"));
    Said said = openstack("undercloud", "install");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text())
        .contains("local_ip \"192.168.25.1\" not in defined CIDR \"192.168.24.0/24\"")
        .doesNotContain("Traceback", "PLAY");
  }

  @Test
  void questionsNeedCredentialsAndServices() throws Exception {
    Said said = openstack("token", "issue");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("Missing value auth-url").doesNotContain("Traceback");
  }
}
