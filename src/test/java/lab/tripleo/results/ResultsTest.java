package lab.tripleo.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.process.Commands;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives from hosts, unpacked into a record. The hosts are folders here; tar is real. */
final class ResultsTest {
  private static final Source HOST = new Source("hypervisor", List.of("host"));
  private static final String MARK = "\n--- tripleo-lab: answer ---\n";
  private static final Source AWAY = new Source("tripleo", List.of("away"));

  @TempDir private Path folder;
  private Path host;
  private Path run;

  @BeforeEach
  void fill() throws IOException {
    host = Files.createDirectories(folder.resolve("host"));
    run = Files.createDirectories(folder.resolve("20261123T000000Z-0000"));
    put("files/etc/a.conf", "user = me\npassword = hunter2\n");
    put("files/var/log/long.log", "the end\n");
    put("notes", "files/var/log/long.log\t5000000\nleft out: files/var/log/b\t77\nnonsense\n");
  }

  private void put(String name, String text) throws IOException {
    Path file = host.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /**
   * Fakes one host that sends the archive of its folder, and one that does not answer; runs other
   * programs for real.
   */
  private Commands.Output answer(List<String> argv, String input) {
    if (argv.equals(AWAY.shell())) {
      return new Commands.Output(255, "", "ssh: connect to host x port 22: Connection refused\n");
    }
    if (argv.equals(HOST.shell())) {
      assertThat(input).startsWith("#!/bin/sh");
      byte[] archive = program(List.of("tar", "-C", host.toString(), "-czf", "-", "."));
      String out = Base64.getMimeEncoder().encodeToString(archive);
      return new Commands.Output(0, "Welcome" + MARK + out.replace("\r", ""), "");
    }
    program(argv);
    return new Commands.Output(0, "", "");
  }

  private static byte[] program(List<String> argv) {
    try {
      Process process = new ProcessBuilder(argv).start();
      byte[] out = process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isZero();
      return out;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Results.Fetched fetch(Source... sources) throws Exception {
    Commands commands = (argv, input, line) -> answer(argv, input);
    return new Results(commands, new Redaction(List.of())).fetch(run, List.of(sources), line -> {});
  }

  private String index() throws IOException {
    return Files.readString(run.resolve("results/index.md"));
  }

  @Test
  void keepsFilesWithoutSecretsForTheirOwnerOnly() throws Exception {
    Results.Fetched fetched = fetch(HOST);

    assertThat(fetched.files()).isEqualTo(2);
    assertThat(fetched.unreached()).isEmpty();
    Path file = run.resolve("results/hypervisor/files/etc/a.conf");
    assertThat(file).hasContent("user = me\npassword = ********\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve("results"))))
        .isEqualTo("rwx------");
  }

  @Test
  void reportsTruncatedAndSkippedFiles() throws Exception {
    fetch(HOST);
    assertThat(index())
        .contains(
            "| hypervisor/files/etc/a.conf | 30 | secrets masked: 1 |",
            "| hypervisor/files/var/log/long.log | 8 | the last of 5000000 bytes |",
            "Not fetched, size limit reached: files/var/log/b (77 bytes).")
        .doesNotContain("notes", "nonsense");
  }

  @Test
  void unreachableHostIsReported() throws Exception {
    Results.Fetched fetched = fetch(HOST, AWAY);
    assertThat(fetched.unreached()).containsExactly("tripleo");
    assertThat(index()).contains("## tripleo", "Connection refused");
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Files.createSymbolicLink(host.resolve("files/etc/link"), Path.of("a.conf"));
    fetch(HOST);
    assertThat(run.resolve("results/hypervisor/files/etc/link")).doesNotExist();
    assertThat(index()).doesNotContain("link");
  }

  @Test
  void replacesWhatWasFetchedBefore() throws Exception {
    fetch(HOST);
    Files.delete(host.resolve("files/etc/a.conf"));
    Files.createDirectories(run.resolve("results.part/half"));
    fetch(HOST);
    assertThat(run.resolve("results/hypervisor/files/etc/a.conf")).doesNotExist();
    try (Stream<Path> all = Files.list(run)) {
      assertThat(all.map(it -> it.getFileName().toString())).containsExactly("results");
    }
  }

  @Test
  void brokenArchiveIsReported() throws Exception {
    Commands commands =
        (argv, input, line) ->
            argv.get(0).equals("tar")
                ? new Commands.Output(2, "", "tar: not an archive")
                : new Commands.Output(
                    0,
                    MARK + Base64.getEncoder().encodeToString("x".getBytes(StandardCharsets.UTF_8)),
                    "");
    Results.Fetched fetched =
        new Results(commands, new Redaction(List.of())).fetch(run, List.of(HOST), line -> {});
    assertThat(fetched.unreached()).containsExactly("hypervisor");
    assertThat(index()).contains("not an archive");
  }

  @Test
  void fileNameMayContainATab() throws Exception {
    Files.writeString(host.resolve("notes"), "files/a\tb\t77\nleft out: files/c\td\t78\n");
    fetch(HOST);
    assertThat(index()).contains("Not fetched, size limit reached: files/c\td (78 bytes).");
  }
}
