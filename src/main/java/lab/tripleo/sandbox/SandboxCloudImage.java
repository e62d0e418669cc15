package lab.tripleo.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;
import lab.tripleo.files.Mutex;
import lab.tripleo.files.Sha256;
import lab.tripleo.process.Commands;
import lab.tripleo.process.Script;

/**
 * The disk that virtual machines of a sandbox start from, in a cache folder; its name holds a hash
 * of the script that builds it, so a changed script builds anew. Under its own name there is never
 * a part of it.
 */
final class SandboxCloudImage {
  private final Commands commands;
  private final Path folder;
  private final Map<String, String> environment;
  private final Consumer<String> progress;
  private final Script script = Script.named("sandbox/build-cloud-image");

  /**
   * A handle; nothing is done yet.
   *
   * @param folder is made when it is missing; programs that run at the same time may share it
   * @param environment the program's; it may name proxies
   */
  SandboxCloudImage(
      Commands commands, Path folder, Map<String, String> environment, Consumer<String> progress) {
    this.commands = commands;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.progress = progress;
  }

  /** Differs when the image does. */
  String version() {
    return script.version();
  }

  /**
   * Builds the image unless it is there; waits while another program builds it.
   *
   * @return the file
   */
  Path ensure() throws SandboxException, InterruptedException {
    Path image = folder.resolve("debian-12-" + version() + ".qcow2");
    if (Files.exists(image)) {
      return image;
    }
    try {
      Files.createDirectories(folder);
      Mutex lock = Mutex.await(folder.resolve("lock"), this::sayWaiting);
      try {
        if (!Files.exists(image)) {
          build(image);
        }
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new SandboxException("Could not store the cloud image in " + folder + ": " + e);
    }
    return image;
  }

  private void build(Path image) throws SandboxException, InterruptedException, IOException {
    String builder = new SandboxImage(commands, folder, progress).ensure();
    progress.accept("Building the cloud image " + image + " (about a minute, once)");
    Path part = folder.resolve("part.qcow2");
    Files.deleteIfExists(part); // of a build that was killed
    try {
      new CloudImageBuilder(commands, containerName(), environment, progress)
          .build(builder, script, part);
      persist(part);
      Files.move(part, image, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Whoever holds the folder's lock owns the container of this name. */
  private String containerName() throws IOException {
    String real = folder.toRealPath().toString();
    return "tripleo-lab-cloud-image-" + Sha256.of(real).hex(8);
  }

  /** Else a power cut could leave an empty file under the final name. */
  private static void persist(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void sayWaiting() {
    progress.accept("Waiting for another run, which builds the cloud image");
  }
}
