package lab.tripleo.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import lab.tripleo.files.Mutex;
import lab.tripleo.process.Commands;
import lab.tripleo.process.Script;

/**
 * The container's image; its tag holds a hash of the script that builds it, so a changed script
 * builds anew.
 *
 * @param folder is made when it is missing; programs that run at the same time may share it
 */
record SandboxImage(Commands commands, Path folder, Consumer<String> progress) {

  /**
   * Builds the image unless it exists; waits while another process builds it.
   *
   * @return name and tag of the image
   */
  String ensure() throws SandboxException, InterruptedException {
    Script script = Script.named("sandbox/build-image");
    String image = "tripleo-lab-sandbox:debian-12-" + script.version();
    if (isThere(image)) {
      return image;
    }
    try {
      Files.createDirectories(folder);
      Mutex lock = Mutex.await(folder.resolve("sandbox-lock"), this::sayWaiting);
      try {
        if (!isThere(image)) {
          build(script, image);
        }
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new SandboxException(
          "Could not lock the build of the sandbox's image in " + folder + ": " + e);
    }
    return image;
  }

  private boolean isThere(String image) throws InterruptedException {
    return commands.run("docker", "image", "inspect", image).succeeded();
  }

  private void build(Script script, String image) throws SandboxException, InterruptedException {
    progress.accept("Building the sandbox's image " + image + " (about a minute, once)");
    SandboxException.require("Could not build the sandbox's image", run(script, image));
  }

  private Commands.Output run(Script script, String image) throws InterruptedException {
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

  private void sayWaiting() {
    progress.accept("Waiting for another tripleo-lab, which builds the sandbox's image");
  }
}
