package lab.tripleo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lab.tripleo.process.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class SandboxCloudImageTest {
  private static final String REMOVE = "docker rm --force --volumes tripleo-lab-cloud-image-";

  @TempDir Path cache;

  private final FakeDocker docker = new FakeDocker();
  private final List<String> progress = new CopyOnWriteArrayList<>();

  private SandboxCloudImage image(Map<String, String> environment) {
    return new SandboxCloudImage(docker, cache.resolve("images"), environment, progress::add);
  }

  private SandboxCloudImage image() {
    return image(Map.of());
  }

  /** Files that a later run could mistake for an image. */
  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("images"))) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> !it.endsWith("lock"))
          .toList();
    }
  }

  @Test
  void isBuiltOnceInASeparateContainer() throws Exception {
    Path built = image().ensure();
    assertThat(built).hasContent(FakeDocker.BUILT);
    assertThat(kept()).containsExactly("debian-12-" + image().version() + ".qcow2");
    assertThat(docker.script).isEqualTo(CloudImageRecipe.unpacking().text());
    assertThat(docker.asked.get(docker.asked.size() - 1)).startsWith(REMOVE);
    assertThat(progress).hasSize(2).contains("unpacking").first().asString().contains("once");

    docker.asked.clear();
    assertThat(image().ensure()).isEqualTo(built);
    assertThat(docker.asked).isEmpty();
  }

  @Test
  void imageOfTheBuildContainerIsBuiltFirst() throws Exception {
    docker.hasSandboxImage = false;
    assertThat(image().ensure()).hasContent(FakeDocker.BUILT);
    assertThat(docker.count("bash ")).isEqualTo(1);
  }

  @Test
  void proxiesArePassedByNameOnly() throws Exception {
    image(Map.of("http_proxy", "http://me:secret@proxy", "NO_PROXY", "lab", "HOME", "/root"))
        .ensure();
    String run =
        docker.asked.stream().filter(it -> it.startsWith("docker create")).findAny().orElse("");
    assertThat(run).contains(" --env http_proxy ", " --env NO_PROXY ");
    assertThat(run).doesNotContain("secret", "https_proxy", "HOME");
  }

  @Test
  void failedBuildLeavesNothing() throws Exception {
    docker.failing = "docker start";
    assertThatThrownBy(() -> image().ensure())
        .isInstanceOf(SandboxException.class)
        .hasMessage("Could not build the cloud image (exit code 1): no space left on device");
    assertThat(kept()).isEmpty();
    assertThat(docker.asked.get(docker.asked.size() - 1)).startsWith(REMOVE);
  }

  @Test
  void failedCopyLeavesNothing() throws Exception {
    docker.failing = "docker cp tripleo-lab-cloud-image-";
    assertThatThrownBy(() -> image().ensure())
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith("Could not copy the cloud image to " + cache);
    assertThat(kept()).isEmpty();
    assertThat(docker.asked.get(docker.asked.size() - 1)).startsWith(REMOVE);

    docker.failing = "-";
    assertThat(image().ensure()).hasContent(FakeDocker.BUILT);
  }

  @Test
  void interruptedBuildRemovesItsContainer() throws Exception {
    docker.interrupted = "docker start";
    assertThatThrownBy(() -> image().ensure()).isInstanceOf(InterruptedException.class);
    assertThat(docker.asked.get(docker.asked.size() - 1)).startsWith(REMOVE);
    assertThat(kept()).isEmpty();
  }

  @Test
  void interruptStatusDoesNotPreventTheRemoval() throws Exception {
    List<Boolean> marks = new ArrayList<>();
    Commands marking =
        (argv, input, line) -> {
          if (argv.contains("rm")) {
            marks.add(Thread.currentThread().isInterrupted());
          } else if (argv.contains("start")) {
            Thread.currentThread().interrupt();
            throw new InterruptedException();
          }
          return docker.run(argv, input, line);
        };
    SandboxCloudImage image =
        new SandboxCloudImage(marking, cache.resolve("images"), Map.of(), progress::add);
    assertThatThrownBy(image::ensure).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(marks).containsExactly(false, false);
  }

  @Test
  void remainsOfAKilledBuildAreRemoved() throws Exception {
    Files.createDirectory(cache.resolve("images"));
    Files.writeString(cache.resolve("images/part.qcow2"), "half");
    Path built = image().ensure();
    assertThat(kept()).containsExactly(built.getFileName().toString());
    List<String> containers =
        docker.asked.stream().filter(it -> !it.startsWith("docker image")).toList();
    assertThat(containers.get(0)).startsWith(REMOVE);
    assertThat(containers.get(1)).startsWith("docker create --name tripleo-lab-cloud-image-");
  }

  @Test
  void twoCacheFoldersUseTwoContainers() throws Exception {
    image().ensure();
    new SandboxCloudImage(docker, cache.resolve("other"), Map.of(), progress::add).ensure();
    assertThat(docker.asked.stream().filter(it -> it.startsWith(REMOVE)).distinct()).hasSize(2);
  }

  @Test
  void secondRunWaitsForTheFirstAndUsesItsImage() throws Exception {
    docker.mayBuild = new CountDownLatch(1);
    CompletableFuture<Path> first = CompletableFuture.supplyAsync(this::ensureUnchecked);
    while (docker.count("docker start") == 0) {
      Thread.sleep(10);
    }
    CompletableFuture<Path> second = CompletableFuture.supplyAsync(this::ensureUnchecked);
    while (!progress.contains("Waiting for another run, which builds the cloud image")) {
      Thread.sleep(10);
    }
    docker.mayBuild.countDown();
    assertThat(second.get()).isEqualTo(first.get()).hasContent(FakeDocker.BUILT);
    assertThat(docker.count("docker start")).isEqualTo(1);
  }

  private Path ensureUnchecked() {
    try {
      return image().ensure();
    } catch (SandboxException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void folderThatCannotBeCreatedIsReported() throws Exception {
    Files.writeString(cache.resolve("images"), "a file");
    assertThatThrownBy(() -> image().ensure())
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith("Could not store the cloud image in " + cache.resolve("images"));
  }
}
