package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code fetch-image} with curl and a local HTTP server. Only qemu-img is a stand-in, which
 * reports every file as a raw image. {@code TripleoPrepareIT} runs it on a hypervisor.
 */
final class FetchImageIT {
  private static final Path PROGRAM = Path.of("playbooks/files/fetch-image");
  private static final int SIZE = 300_000;

  @TempDir private Path folder;
  private final byte[] image = image(1);
  private LocalImageServer server;

  /** Exit code and standard output. */
  private record Ended(int code, String output) {}

  @BeforeEach
  void installPrograms() throws IOException {
    server = new LocalImageServer(image);
    executable("qemu-img", "#!/bin/sh\n[ $1 = check ] && exit 63\necho 'file format: raw'\n");
    executable("fetch-image", Files.readString(PROGRAM));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** Random bytes with a boot sector. */
  private static byte[] image(int seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    bytes[510] = 0x55;
    bytes[511] = (byte) 0xaa;
    return bytes;
  }

  private void executable(String name, String text) throws IOException {
    Path path = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(path, text);
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }

  private static String sum(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void keepsACompleteImageAndDownloadsItOnce() throws Exception {
    assertThat(fetch(server.url("image"), sum(image)).code()).isZero();
    assertThat(file("")).hasBinaryContent(image);
    assertThat(fetch(server.url("image"), sum(image))).isEqualTo(new Ended(0, ""));
    assertThat(server.requests()).containsExactly("GET /image 0");
    assertThat(file(".part")).doesNotExist();
    assertThat(file(".failed")).doesNotExist();
  }

  @Test
  void copiesALocalImage() throws Exception {
    Path source = Files.write(folder.resolve("source"), image);
    assertThat(fetch(source.toUri().toString(), "").code()).isZero();
    assertThat(file("")).hasBinaryContent(image);
  }

  @Test
  void deletesAnImageWithAnotherSum() throws Exception {
    String wanted = "0".repeat(64);
    Ended ended = fetch(server.url("image"), wanted);
    refused(
        ended,
        "its SHA-256 sum is %s instead of %s; the download was deleted"
            .formatted(sum(image), wanted));
    assertThat(file(".part")).doesNotExist();
  }

  @Test
  void deletesAnImageThatDoesNotBoot() throws Exception {
    server.offer("<html>Please log in.</html>".getBytes(StandardCharsets.UTF_8));
    refused(
        fetch(server.url("image"), ""),
        "it is not a complete, bootable disk image; the download was deleted");
    assertThat(file(".part")).doesNotExist();
  }

  @Test
  void reportsTheServersAnswer() throws Exception {
    Ended ended = fetch(server.url("missing"), "");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output()).contains("404", "free disk space: ");
  }

  @Test
  void resumesABrokenDownload() throws Exception {
    Ended broken = fetch(server.url("cut"), sum(image));
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.output()).contains("curl: (18)");
    assertThat(file(".part")).hasSize(SIZE / 2);

    assertThat(fetch(server.url("image"), sum(image)).code()).isZero();
    assertThat(file("")).hasBinaryContent(image);
    assertThat(server.requests()).last().isEqualTo("GET /image " + SIZE / 2);
  }

  @Test
  void restartsWhereTheServerCannotResume() throws Exception {
    beginWith(image);
    assertThat(fetch(server.url("whole"), sum(image)).code()).isZero();
    assertThat(file("")).hasBinaryContent(image);
  }

  @Test
  void restartsWhenTheFirstPartIsOfAnotherImage() throws Exception {
    beginWith(image(2));
    assertThat(fetch(server.url("image"), sum(image)).code()).isZero();
    assertThat(file("")).hasBinaryContent(image);
    assertThat(server.requests()).containsExactly("GET /image " + SIZE / 3, "GET /image 0");
  }

  @Test
  void withoutASumResumesOnlyWhatTheServerHasNotChanged() throws Exception {
    assertThat(fetch(server.url("cut"), "").code()).isEqualTo(3);
    assertThat(fetch(server.url("image"), "").code()).isZero();
    assertThat(server.requests()).last().isEqualTo("GET /image " + SIZE / 2);

    Files.delete(file(""));
    assertThat(fetch(server.url("cut"), "").code()).isEqualTo(3);
    server.offer(image(2));
    assertThat(fetch(server.url("image"), "").code()).isZero();
    assertThat(file("")).hasBinaryContent(image(2));
    assertThat(server.requests()).last().isEqualTo("GET /image 0");
  }

  @Test
  void needsNoServerWhenOnlyTheNameIsMissing() throws Exception {
    Files.write(file(".part"), image);
    assertThat(fetch(server.url("image"), sum(image)).code()).isZero();
    assertThat(file("")).hasBinaryContent(image);
    assertThat(server.requests()).isEmpty();
  }

  /** Each write to /dev/full fails as on a full disk. */
  @Test
  void reportsAFullDisk() throws Exception {
    Files.createSymbolicLink(file(".part"), Path.of("/dev/full"));
    Ended ended = fetch(server.url("image"), sum(image));
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.output()).contains("curl: (23)", "free disk space: ");
    Files.delete(file(".part"));

    Files.writeString(file(".failed"), "");
    refused(waitFor("10"), "no space left on its disk");
  }

  @Test
  void twoStartsAreOneDownload() throws Exception {
    server.hold();
    assertThat(start(server.url("image"), sum(image)).output()).isEqualTo("started\n");
    start(server.url("image"), sum(image));
    server.awaitRequest();
    assertThat(waitFor("0")).isEqualTo(new Ended(1, "0 MiB downloaded\n"));
    server.release();
    assertThat(waitFor("10").code()).isZero();
    assertThat(file("")).hasBinaryContent(image);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void reportsAKilledDownload() throws Exception {
    server.hold();
    start(server.url("image"), sum(image));
    server.awaitRequest();
    downloads().forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle download : downloads()) {
      download.onExit().join();
    }
    refused(waitFor("0"), "the download was killed");
  }

  /** The last check of a wait is after its last pause. */
  @Test
  void reportsTheCauseOfAFailureDuringTheLastPause() throws Exception {
    Files.writeString(file(".failed"), "curl: (6) Could not resolve host\n");
    refused(waitFor("0"), "curl: (6) Could not resolve host");
  }

  /** The program and its curl; the path of the image is among the arguments of both. */
  private List<ProcessHandle> downloads() {
    String path = file("").toString();
    return ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").contains(path))
        .toList();
  }

  private Path file(String ending) {
    return folder.resolve("image" + ending);
  }

  private void beginWith(byte[] bytes) throws IOException {
    Files.write(file(".part"), Arrays.copyOf(bytes, SIZE / 3));
  }

  private void refused(Ended ended, String message) {
    assertThat(ended).isEqualTo(new Ended(3, message + "\n"));
    assertThat(file("")).doesNotExist();
  }

  private Ended fetch(String url, String sum) throws Exception {
    start(url, sum);
    return waitFor("10");
  }

  private Ended start(String url, String sum) throws Exception {
    return program("start", file("").toString(), url, sum);
  }

  private Ended waitFor(String seconds) throws Exception {
    return program("wait", file("").toString(), seconds);
  }

  private Ended program(String... arguments) throws Exception {
    List<String> argv = new ArrayList<>();
    argv.add(folder.resolve("bin/fetch-image").toString());
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).redirectError(folder.resolve("err").toFile());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().keySet().removeIf(it -> it.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(folder.resolve("err")).isEmptyFile();
    return new Ended(process.waitFor(), output);
  }
}
