package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Runs {@code fetch-image} for one image in a folder. Only qemu-img is a stand-in, which reports
 * every file as a raw image.
 */
record FetchImage(Path folder, String systemPath) {
  /** The size of {@link #image} in bytes. */
  static final int SIZE = 300_000;

  private static final Path PROGRAM = Path.of("playbooks/files/fetch-image");

  /** Exit code and standard output. */
  record Ended(int code, String output) {}

  static FetchImage in(Path folder) throws IOException {
    FetchImage it = new FetchImage(folder, System.getenv("PATH"));
    it.executable("qemu-img", "#!/bin/sh\n[ $1 = check ] && exit 63\necho 'file format: raw'\n");
    it.executable("fetch-image", Files.readString(PROGRAM));
    return it;
  }

  /** The same on a system that lacks a program. */
  FetchImage without(String name) throws IOException {
    Path others = Files.createDirectories(folder.resolve("others"));
    try (Stream<Path> programs = Files.list(Path.of("/usr/bin"))) {
      for (Path each : programs.filter(it -> !it.endsWith(name)).toList()) {
        Files.createSymbolicLink(others.resolve(each.getFileName()), each);
      }
    }
    return new FetchImage(folder, others.toString());
  }

  /** Random bytes with a boot sector. */
  static byte[] image(int seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    bytes[510] = 0x55;
    bytes[511] = (byte) 0xaa;
    return bytes;
  }

  static String sum(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Installs a program that precedes those of the system. */
  void executable(String name, String text) throws IOException {
    Path path = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(path, text);
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }

  /** The image, or with an ending a file beside it. */
  Path file(String ending) {
    return folder.resolve("image" + ending);
  }

  void refused(Ended ended, String message) {
    assertThat(ended).isEqualTo(new Ended(3, message + "\n"));
    assertThat(file("")).doesNotExist();
  }

  Ended fetch(String url, String sum) throws Exception {
    start(url, sum);
    return waitFor("10");
  }

  Ended start(String url, String sum) throws Exception {
    return program("start", file("").toString(), url, sum);
  }

  Ended waitFor(String seconds) throws Exception {
    return program("wait", file("").toString(), seconds);
  }

  /** Kills the program and what it started. */
  void kill() {
    running().forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : running()) {
      each.onExit().join();
    }
  }

  /** The folder is in the command lines of all. */
  private List<ProcessHandle> running() {
    return ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").contains(folder.toString()))
        .toList();
  }

  private Ended program(String... arguments) throws Exception {
    List<String> argv = new ArrayList<>();
    argv.add(folder.resolve("bin/fetch-image").toString());
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).redirectError(folder.resolve("err").toFile());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + systemPath);
    builder.environment().keySet().removeIf(it -> it.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(folder.resolve("err")).isEmptyFile();
    return new Ended(process.waitFor(), output);
  }
}
