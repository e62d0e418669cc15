package lab.tripleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import lab.tripleo.cli.Installation.Ended;
import lab.tripleo.run.GenerationStamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code generate} does when it knows that nothing is stale; this needs the packaged program.
 */
final class GenerationStampIT {
  @TempDir Path root;

  @Test
  void onlyUnchangedFilesAreKnownAsUpToDate() throws IOException, InterruptedException {
    Installation installation = Installation.withoutArchive(root);
    Path folder = installation.folder();
    Path stamp = folder.resolve("workspace/generated.stamp");
    installation.run("generate");
    assertThat(stamp).as("the files have just changed").doesNotExist();
    settle();
    Ended full = installation.run("generate");
    assertThat(stamp).exists();
    assertThat(installation.run("generate").err()).isEqualTo(full.err());

    Path playbook = folder.resolve("playbooks/prepare.yml");
    String generated = Files.readString(playbook);
    FileTime time = Files.getLastModifiedTime(playbook);
    Files.writeString(playbook, generated.replaceFirst("hosts:", "hosts_"));
    Files.setLastModifiedTime(playbook, time);
    assertThat(installation.run("generate").out()).contains("wrote playbooks/prepare.yml");
    assertThat(playbook).hasContent(generated);

    settle();
    installation.run("generate");
    Files.delete(folder.resolve("playbooks/files/clean"));
    assertThat(installation.run("generate").out()).contains("wrote playbooks/files/clean");

    settle();
    installation.run("generate");
    Path environment = folder.resolve("configuration/environment");
    Files.writeString(environment, Files.readString(environment) + "LAB_NAM=x\n");
    assertThat(installation.run("generate").exitCode()).isEqualTo(3);
    Files.writeString(stamp, "");
    assertThat(installation.run("generate").exitCode()).isEqualTo(3);
  }

  private static void settle() throws InterruptedException {
    Thread.sleep(GenerationStamp.GRANULARITY.toMillis() + 500);
  }
}
