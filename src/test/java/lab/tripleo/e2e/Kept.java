package lab.tripleo.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.tripleo.Times;

/**
 * A saved lab after some stages: its folder in the user's cache, its hypervisor as a container
 * image, and the state of both. Tests start with copies.
 */
record Kept(Path folder) {
  /** How many old versions are kept, for developers who switch between branches. */
  private static final int OLDER = 2;

  private static final Map<String, Object> LOCKS = new ConcurrentHashMap<>();

  /** Brings a lab into the state, and saves its image as {@link #image}. */
  interface Maker {
    /**
     * Creates the state.
     *
     * @param parent a new folder for labs
     * @param kept the state to create
     */
    void make(Path parent, Kept kept) throws IOException;
  }

  /** The lab folder. */
  Path lab() {
    return folder.resolve("lab");
  }

  /**
   * Saves a hypervisor, which is stopped for this, and the folder of its lab.
   *
   * @param options of {@code docker commit}
   */
  void take(String container, Path labFolder, String... options) {
    Docker.must("stop", container);
    List<String> commit = new ArrayList<>(List.of("commit"));
    commit.addAll(List.of(options));
    commit.addAll(List.of(container, image()));
    Docker.must(commit.toArray(String[]::new));
    Command.must("cp", "--archive", labFolder.toString(), lab().toString());
  }

  /** The name of the hypervisor's image. */
  String image() {
    return "tripleo-lab-state:" + folder.getFileName().toString().replace(".part", "");
  }

  /** The output of {@code src/faults/look} on the hypervisor. */
  String look() {
    return Command.read(folder.resolve("look"));
  }

  /** The output of {@code e2e/look-machine} in the virtual machine tripleo. */
  String lookInMachine() {
    return Command.read(folder.resolve("look-in-machine"));
  }

  /**
   * The state with this name; created if it is missing for this key. Others that need the same
   * state wait.
   *
   * @param key identifies the inputs of the state: 12 hexadecimal digits
   */
  static Kept of(String name, String key, Maker maker) throws IOException {
    Files.createDirectories(cache());
    synchronized (LOCKS.computeIfAbsent(name, it -> new Object())) {
      // Another ./check can run on this machine.
      try (FileChannel file =
          FileChannel.open(
              cache().resolve(name + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        file.lock();
        Kept kept = new Kept(cache().resolve(name + "-" + key));
        if (!kept.isWhole()) {
          Times.measure("state made", name, () -> make(kept, maker));
          removeOlder(name);
        }
        return kept;
      }
    }
  }

  private boolean isWhole() {
    return Files.isDirectory(folder)
        && Command.run("docker", "image", "inspect", image()).exitCode() == 0;
  }

  /** The folder gets its final name when it is complete. */
  private static void make(Kept kept, Maker maker) throws IOException {
    Kept part = new Kept(Path.of(kept.folder() + ".part"));
    kept.remove();
    part.remove();
    Path parent = Files.createTempDirectory("tripleo-lab-state");
    try {
      Files.createDirectory(part.folder());
      maker.make(parent, part);
      Files.move(part.folder(), kept.folder(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Command.must("rm", "-rf", parent.toString(), part.folder().toString());
    }
  }

  private void remove() {
    Command.run("docker", "image", "rm", image()); // it may be missing
    Command.must("rm", "-rf", folder.toString());
  }

  private static void removeOlder(String name) throws IOException {
    try (Stream<Path> all = Files.list(cache())) {
      List<Path> older =
          all.filter(it -> it.getFileName().toString().matches(name + "-[0-9a-f]+"))
              .sorted(Comparator.comparing(Kept::madeAt).reversed())
              .skip(OLDER)
              .toList();
      older.forEach(it -> new Kept(it).remove());
    }
  }

  private static long madeAt(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toMillis();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Path cache() {
    return userCache().resolve("test-states");
  }

  /** The cache folder of the program. */
  static Path userCache() {
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return base.resolve("tripleo-lab");
  }
}
