package lab.tripleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive that `package` makes runs from any folder, without Maven and without the checkout.
 */
final class ReleaseArchiveIT {
  @TempDir Path folder;

  private String run(List<String> argv) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true);
    // No class archive is made in the background of a folder that is about to go.
    builder.environment().put("XDG_CACHE_HOME", "/dev/null");
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  @Test
  void runsFromTheUnpackedFolder() throws IOException, InterruptedException {
    Path archive = Path.of("target/tripleo-lab-release.tar.gz").toAbsolutePath();
    run(List.of("tar", "-xzf", archive.toString()));
    Path there;
    try (var entries = Files.list(folder)) {
      there = Files.move(entries.findFirst().orElseThrow(), folder.resolve("some where"));
    }
    String program = there.resolve("tripleo-lab").toString();
    assertThat(run(List.of(program, "--version"))).startsWith("tripleo-lab ");
    assertThat(run(List.of(program, "generate", "--check"))).contains("up to date");
    run(List.of(program, "init", folder.resolve("new lab").toString()));
    run(List.of(program, "-C", folder.resolve("new lab").toString(), "generate"));
    assertThat(folder.resolve("new lab/playbooks/prepare.yml"))
        .hasSameTextualContentAs(there.resolve("playbooks/prepare.yml"));
  }
}
