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
 * The base disk of a sandbox's virtual machines, in a cache folder. Its name contains a hash of the
 * recipe, so a changed recipe builds a new image. A file with this name is always complete.
 */
final class SandboxCloudImage {
  private final Commands commands;
  private final Path folder;
  private final Map<String, String> environment;
  private final Consumer<String> progress;
  private final Script recipe = CloudImageRecipe.unpacking();

  /**
   * Only stores its arguments.
   *
   * @param folder is created if missing; processes that run at the same time can share it
   * @param environment of this program; it may define proxies
   */
  SandboxCloudImage(
      Commands commands, Path folder, Map<String, String> environment, Consumer<String> progress) {
    this.commands = commands;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.progress = progress;
  }

  /** Identifies the content of the image. */
  String version() {
    return recipe.version();
  }

  /**
   * Builds the image unless it exists; waits while another process builds it.
   *
   * @return the image file
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
    progress.accept("Building the cloud image " + image + " (about five minutes, once)");
    Path part = folder.resolve("part.qcow2");
    Files.deleteIfExists(part); // left by a killed build
    try {
      new CloudImageBuilder(commands, containerName(), environment, progress)
          .build(builder, recipe, part);
      persist(part);
      Files.move(part, image, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The process that holds the folder's lock owns the container with this name. */
  private String containerName() throws IOException {
    String real = folder.toRealPath().toString();
    return "tripleo-lab-cloud-image-" + Sha256.of(real).hex(8);
  }

  /** Without this, a power failure could leave an empty file with the final name. */
  private static void persist(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void sayWaiting() {
    progress.accept("Waiting for another run, which builds the cloud image");
  }
}
