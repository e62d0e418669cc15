package lab.tripleo.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class MutexTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void inAFolder() {
    file = folder.resolve("lock");
  }

  @Test
  void namesItsHolderAndIsReleased() throws IOException {
    try (Mutex first = Mutex.tryTake(file, "the first").orElseThrow()) {
      assertThat(first.isHeld()).isTrue();
      assertThat(Mutex.tryTake(file, "the second")).isEmpty();
      assertThat(Mutex.holder(file)).isEqualTo("the first");
    }
    assertThat(Mutex.holder(file)).isEmpty();
    Mutex.tryTake(file, "the second").orElseThrow().close();
  }

  @Test
  void waitsForItsHolder() throws Exception {
    Mutex first = Mutex.await(file, () -> {});
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Mutex> second =
        CompletableFuture.supplyAsync(() -> await(waiting::countDown));
    assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(second).isNotDone();
    first.close();
    second.get(20, TimeUnit.SECONDS).close();
  }

  private Mutex await(Runnable onWait) {
    try {
      return Mutex.await(file, onWait);
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void doesNotWriteThroughALink() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "precious");
    Files.createSymbolicLink(file, target);
    assertThatThrownBy(() -> Mutex.tryTake(file, "me")).isInstanceOf(IOException.class);
    assertThat(target).hasContent("precious");
  }
}
