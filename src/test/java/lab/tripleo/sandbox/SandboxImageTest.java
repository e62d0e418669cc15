package lab.tripleo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import lab.tripleo.process.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class SandboxImageTest {
  private static final String NAME =
      "tripleo-lab-sandbox:debian-12-" + Script.named("sandbox/build-image").version();

  @TempDir Path cache;

  private final FakeDocker docker = new FakeDocker();
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @BeforeEach
  void isNotThere() {
    docker.hasSandboxImage = false;
  }

  private SandboxImage image() {
    return new SandboxImage(docker, cache.resolve("images"), progress::add);
  }

  @Test
  void secondSandboxWaitsForTheFirstAndUsesItsImage() throws Exception {
    docker.mayBuild = new CountDownLatch(1);
    CompletableFuture<String> first = CompletableFuture.supplyAsync(this::ensureUnchecked);
    while (docker.count("bash ") == 0) {
      Thread.sleep(10);
    }
    CompletableFuture<String> second = CompletableFuture.supplyAsync(this::ensureUnchecked);
    while (!progress.contains("Waiting for another tripleo-lab, which builds the sandbox's image")
        && docker.count("bash ") == 1) {
      Thread.sleep(10);
    }
    docker.mayBuild.countDown();
    assertThat(second.get()).isEqualTo(first.get()).isEqualTo(NAME);
    assertThat(docker.count("bash ")).isEqualTo(1);
    assertThat(progress).hasSize(2);
  }

  private String ensureUnchecked() {
    try {
      return image().ensure();
    } catch (SandboxException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isBuiltOnce() throws Exception {
    assertThat(image().ensure()).isEqualTo(NAME);
    assertThat(progress)
        .containsExactly("Building the sandbox's image " + NAME + " (about a minute, once)");

    docker.asked.clear();
    assertThat(image().ensure()).isEqualTo(NAME);
    assertThat(docker.asked).containsExactly("docker image inspect " + NAME);
  }

  @Test
  void failedBuildIsReportedAndReleasesTheLock() throws Exception {
    docker.failing = "bash ";
    assertThatThrownBy(() -> image().ensure())
        .isInstanceOf(SandboxException.class)
        .hasMessage("Could not build the sandbox's image (exit code 1): no space left on device");

    docker.failing = "-";
    assertThat(image().ensure()).isEqualTo(NAME);
  }

  @Test
  void folderThatCannotBeCreatedIsReported() throws Exception {
    Files.writeString(cache.resolve("images"), "a file");
    assertThatThrownBy(() -> image().ensure())
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith(
            "Could not lock the build of the sandbox's image in " + cache.resolve("images"));
    assertThat(docker.count("bash ")).isZero();
  }

  @Test
  void existingImageNeedsNoFolder() throws Exception {
    Files.writeString(cache.resolve("images"), "a file");
    docker.hasSandboxImage = true;
    assertThat(image().ensure()).isEqualTo(NAME);
  }
}
