package lab.tripleo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProvidedCloudImageTest {
  @TempDir Path cache;

  private final FakeDocker docker = new FakeDocker();
  private final List<String> progress = new ArrayList<>();
  private final String version = CloudImageRecipe.unpacking().version();

  private Sandbox sandbox() {
    return new Sandbox(docker, "lab", Path.of("/a/lab"), cache, progress::add);
  }

  @Test
  void currentImageIsNotCopiedAgain() throws Exception {
    docker.versionInside = version + "\n";
    sandbox().provideCloudImage();
    assertThat(docker.asked).hasSize(1).first().asString().startsWith("docker exec");
    assertThat(progress).isEmpty();
  }

  @Test
  void isCopiedToATemporaryNameThenRenamed() throws Exception {
    sandbox().provideCloudImage();
    String container = sandbox().containerName();
    Path file = cache.resolve("images/debian-12-" + version + ".qcow2");
    List<String> last = docker.asked.subList(docker.asked.size() - 2, docker.asked.size());
    assertThat(last.get(0))
        .isEqualTo("docker cp " + file + " " + container + ":/srv/sandbox/tripleo.qcow2.part");
    assertThat(last.get(1))
        .startsWith("docker exec " + container)
        .endsWith(" keep-cloud-image replace /srv/sandbox/tripleo.qcow2 " + version);
  }

  @Test
  void olderOneIsReplaced() throws Exception {
    docker.versionInside = "0123456789ab";
    sandbox().provideCloudImage();
    assertThat(docker.count("docker cp " + cache)).isEqualTo(1);
  }

  @Test
  void nextSandboxGetsTheBuiltOne() throws Exception {
    sandbox().provideCloudImage();
    new Sandbox(docker, "lab", Path.of("/b/lab"), cache, progress::add).provideCloudImage();
    assertThat(docker.count("docker start")).isEqualTo(1);
    assertThat(docker.count("docker cp " + cache)).isEqualTo(2);
  }

  @Test
  void failedCopyIsRemovedAndReported() {
    docker.failing = "docker cp " + cache;
    assertThatThrownBy(() -> sandbox().provideCloudImage())
        .isInstanceOf(SandboxException.class)
        .hasMessage(
            "Could not copy the cloud image into the sandbox (exit code 1): no space left on"
                + " device");
    assertThat(docker.asked.get(docker.asked.size() - 1))
        .startsWith("docker exec")
        .endsWith(" keep-cloud-image discard /srv/sandbox/tripleo.qcow2");
  }
}
