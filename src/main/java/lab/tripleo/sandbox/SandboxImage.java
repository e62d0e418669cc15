package lab.tripleo.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;

/**
 * The container's image; its tag holds a hash of the script that builds it, so a changed script
 * builds anew.
 */
final class SandboxImage {
  private final Commands commands;
  private final Consumer<String> progress;

  SandboxImage(Commands commands, Consumer<String> progress) {
    this.commands = commands;
    this.progress = progress;
  }

  /**
   * Builds the image unless it is there.
   *
   * @return its name and tag
   */
  String ensure() throws SandboxException, InterruptedException {
    Script script = Script.named("build-image");
    String image = "tripleo-lab-sandbox:debian-12-" + script.version();
    if (commands.run("docker", "image", "inspect", image).succeeded()) {
      return image;
    }
    progress.accept("Building the sandbox's image " + image + " (about a minute, once)");
    Commands.Output output = build(script, image);
    if (!output.succeeded()) {
      throw SandboxException.of("Could not build the sandbox's image", output);
    }
    return image;
  }

  private Commands.Output build(Script script, String image) throws InterruptedException {
    try {
      Path file = Files.createTempFile("tripleo-lab-sandbox", ".sh");
      try {
        Files.writeString(file, script.text());
        return commands.run(List.of("bash", file.toString(), image), "", progress);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
