package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code fetch-image} with curl and a local HTTP server. {@code TripleoPrepareIT} runs it on a
 * hypervisor.
 */
final class FetchImageIT {
  @TempDir private Path folder;
  private final byte[] image = FetchImage.image(1);
  private LocalImageServer server;
  private FetchImage program;

  @BeforeEach
  void installPrograms() throws IOException {
    server = new LocalImageServer(image);
    program = FetchImage.in(folder);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void keepsACompleteImageAndDownloadsItOnce() throws Exception {
    assertThat(program.fetch(server.url("image"), FetchImage.sum(image)).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(program.fetch(server.url("image"), FetchImage.sum(image)))
        .isEqualTo(new FetchImage.Ended(0, ""));
    assertThat(server.requests()).containsExactly("GET /image 0");
    assertThat(program.file(".part")).doesNotExist();
    assertThat(program.file(".failed")).doesNotExist();
  }

  @Test
  void copiesALocalImage() throws Exception {
    Path source = Files.write(folder.resolve("source"), image);
    assertThat(program.fetch(source.toUri().toString(), "").code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
  }

  @Test
  void deletesAnImageWithAnotherSum() throws Exception {
    String wanted = "0".repeat(64);
    FetchImage.Ended ended = program.fetch(server.url("image"), wanted);
    program.refused(
        ended,
        "its SHA-256 sum is %s instead of %s; the download was deleted"
            .formatted(FetchImage.sum(image), wanted));
    assertThat(program.file(".part")).doesNotExist();
  }

  @Test
  void deletesAnImageThatDoesNotBoot() throws Exception {
    server.offer("<html>Please log in.</html>".getBytes(StandardCharsets.UTF_8));
    program.refused(
        program.fetch(server.url("image"), ""),
        "it is not a complete, bootable disk image; the download was deleted");
    assertThat(program.file(".part")).doesNotExist();
  }

  @Test
  void reportsTheServersAnswer() throws Exception {
    FetchImage.Ended ended = program.fetch(server.url("missing"), "");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output()).contains("404", "free disk space: ");
  }

  @Test
  void resumesABrokenDownload() throws Exception {
    FetchImage.Ended broken = program.fetch(server.url("cut"), FetchImage.sum(image));
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.output()).contains("curl: (18)");
    assertThat(program.file(".part")).hasSize(FetchImage.SIZE / 2);

    assertThat(program.fetch(server.url("image"), FetchImage.sum(image)).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(server.requests()).last().isEqualTo("GET /image " + FetchImage.SIZE / 2);
  }

  @Test
  void restartsWhereTheServerCannotResume() throws Exception {
    beginWith(image);
    assertThat(program.fetch(server.url("whole"), FetchImage.sum(image)).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
  }

  @Test
  void restartsWhenTheFirstPartIsOfAnotherImage() throws Exception {
    beginWith(FetchImage.image(2));
    assertThat(program.fetch(server.url("image"), FetchImage.sum(image)).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(server.requests())
        .containsExactly("GET /image " + FetchImage.SIZE / 3, "GET /image 0");
  }

  @Test
  void withoutASumResumesOnlyWhatTheServerHasNotChanged() throws Exception {
    assertThat(program.fetch(server.url("cut"), "").code()).isEqualTo(3);
    assertThat(program.fetch(server.url("image"), "").code()).isZero();
    assertThat(server.requests()).last().isEqualTo("GET /image " + FetchImage.SIZE / 2);

    Files.delete(program.file(""));
    assertThat(program.fetch(server.url("cut"), "").code()).isEqualTo(3);
    server.offer(FetchImage.image(2));
    assertThat(program.fetch(server.url("image"), "").code()).isZero();
    assertThat(program.file("")).hasBinaryContent(FetchImage.image(2));
    assertThat(server.requests()).last().isEqualTo("GET /image 0");
  }

  @Test
  void needsNoServerWhenOnlyTheNameIsMissing() throws Exception {
    Files.write(program.file(".part"), image);
    assertThat(program.fetch(server.url("image"), FetchImage.sum(image)).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(server.requests()).isEmpty();
  }

  /** Each write to /dev/full fails as on a full disk. */
  @Test
  void reportsAFullDisk() throws Exception {
    Files.createSymbolicLink(program.file(".part"), Path.of("/dev/full"));
    FetchImage.Ended ended = program.fetch(server.url("image"), FetchImage.sum(image));
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output()).contains("curl: (23)", "free disk space: ");
    Files.delete(program.file(".part"));

    Files.writeString(program.file(".failed"), "");
    program.refused(program.waitFor("10"), "no space left on its disk");
  }

  @Test
  void twoStartsAreOneDownload() throws Exception {
    server.hold();
    assertThat(program.start(server.url("image"), FetchImage.sum(image)).output())
        .isEqualTo("started\n");
    program.start(server.url("image"), FetchImage.sum(image));
    server.awaitRequest();
    assertThat(program.waitFor("0")).isEqualTo(new FetchImage.Ended(1, "0 MiB downloaded\n"));
    server.release();
    assertThat(program.waitFor("10").code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void reportsAKilledDownload() throws Exception {
    server.hold();
    program.start(server.url("image"), FetchImage.sum(image));
    server.awaitRequest();
    program.kill();
    program.refused(program.waitFor("0"), "the download was killed");
  }

  /** The last check of a wait is after its last pause. */
  @Test
  void reportsTheCauseOfAFailureDuringTheLastPause() throws Exception {
    Files.writeString(program.file(".failed"), "curl: (6) Could not resolve host\n");
    program.refused(program.waitFor("0"), "curl: (6) Could not resolve host");
  }

  private void beginWith(byte[] bytes) throws IOException {
    Files.write(program.file(".part"), Arrays.copyOf(bytes, FetchImage.SIZE / 3));
  }
}
