package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code fetch-image} with images that the installed programs have compressed. */
final class CompressedImageIT {
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

  private byte[] compressed(String by, byte[] bytes) throws Exception {
    Path plain = Files.write(folder.resolve("plain"), bytes);
    Process process = new ProcessBuilder(by, "--stdout").redirectInput(plain.toFile()).start();
    byte[] small = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return small;
  }

  /** No name tells that the image is compressed. */
  @ParameterizedTest
  @ValueSource(strings = {"xz", "gzip", "zstd", "bzip2"})
  void unpacksAfterTheSumOfTheDownloadIsChecked(String by) throws Exception {
    byte[] small = compressed(by, image);
    server.offer(small);
    assertThat(program.fetch(server.url("image"), FetchImage.sum(small)).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(program.file(".part")).doesNotExist();
    assertThat(program.file(".unpacked.part")).doesNotExist();

    Files.delete(program.file(""));
    String sum = FetchImage.sum(image);
    program.refused(
        program.fetch(server.url("image"), sum),
        "its SHA-256 sum is %s instead of %s; the download was deleted"
            .formatted(FetchImage.sum(small), sum));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xz", "gzip", "zstd", "bzip2"})
  @Fault(
      in = Area.DISK,
      when = "Half of a disk image that is compressed with {0}, without a checksum",
      then = "The message has the error of {0}; no image is kept")
  void deletesHalfAnImage(String by) throws Exception {
    byte[] small = compressed(by, image);
    server.offer(Arrays.copyOf(small, small.length / 2));
    FetchImage.Ended ended = program.fetch(server.url("image"), "");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output())
        .startsWith(by + " cannot unpack it (")
        .containsIgnoringCase("end")
        .endsWith("); the download was deleted\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    assertThat(program.file("")).doesNotExist();
  }

  @Test
  void deletesWhatIsNoImage() throws Exception {
    server.offer(compressed("gzip", "<html>".getBytes(StandardCharsets.UTF_8)));
    program.refused(
        program.fetch(server.url("image"), ""),
        "it is not a complete, bootable disk image; the download was deleted");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "The hypervisor lacks the program that unpacks the disk image",
      then = "The message names it; the next run continues with the downloaded image")
  void namesAMissingProgram() throws Exception {
    byte[] small = compressed("xz", image);
    server.offer(small);
    String sum = FetchImage.sum(small);
    program.without("xz").start(server.url("image"), sum);
    program.refused(
        program.waitFor("10"),
        "it is compressed with xz, which is not installed on the hypervisor");
    assertThat(program.fetch(server.url("image"), sum).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @Fault(
      in = Area.KILLED,
      when = "The unpacking of a compressed disk image",
      then = "No half image; the next run unpacks the downloaded one")
  void killedWhileItUnpacks() throws Exception {
    byte[] small = compressed("xz", image);
    server.offer(small);
    String sum = FetchImage.sum(small);
    program.executable("xz", "#!/bin/sh\nhead -c 2000000 /dev/zero\nwhile sleep 0.1; do :; done\n");
    program.start(server.url("image"), sum);
    while (!Files.exists(program.file(".unpacked.part"))
        || Files.size(program.file(".unpacked.part")) < 2_000_000) {
      Thread.sleep(20);
    }
    assertThat(program.waitFor("0")).isEqualTo(new FetchImage.Ended(1, "1 MiB unpacked\n"));
    program.kill();
    program.refused(program.waitFor("2"), "the download was killed");

    Files.delete(folder.resolve("bin/xz"));
    assertThat(program.fetch(server.url("image"), sum).code()).isZero();
    assertThat(program.file("")).hasBinaryContent(image);
    assertThat(server.requests()).hasSize(1);
  }
}
