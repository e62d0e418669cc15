package lab.tripleo.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.model.VirtualBmc;

/** The shipped lab with many virtual nodes, and a network that is large enough for them. */
public final class ManyNodes {
  private static final int MOST_OF_AN_ENTRY = 1_000;

  private ManyNodes() {}

  /**
   * Fills the folder.
   *
   * @param nodes at most 25,000; the first is {@code compute0-0}
   */
  public static Path in(Path labFolder, int nodes) throws IOException {
    ConfigurationFolders.shipped(labFolder);
    replace(labFolder.resolve(ConfigurationFiles.ENVIRONMENT), "192.168.24.0/24", "10.24.0.0/16");
    Path undercloud = labFolder.resolve(ConfigurationFiles.UNDERCLOUD_CONF);
    replace(undercloud, "192.168.24.1/24", "10.24.0.1/16");
    replace(undercloud, "192.168.24.99", "10.24.99.255");
    replace(undercloud, "192.168.24.100,192.168.24.120", "10.24.100.0,10.24.120.0");
    replace(undercloud, "192.168.24.", "10.24.0.");
    StringBuilder entries = new StringBuilder("virtual:\n");
    for (int from = 0; from < nodes; from += MOST_OF_AN_ENTRY) {
      int count = Math.min(nodes - from, MOST_OF_AN_ENTRY);
      entries.append(
          "  - {name: compute%d, role: Compute, count: %d, bmc-port: %d}\n"
              .formatted(from, count, VirtualBmc.FIRST_PORT + from));
    }
    Files.writeString(labFolder.resolve(ConfigurationFiles.NODES), entries);
    return labFolder;
  }

  private static void replace(Path file, String text, String other) throws IOException {
    String before = Files.readString(file);
    if (!before.contains(text)) {
      throw new IllegalStateException(text + " is not in " + file);
    }
    Files.writeString(file, before.replace(text, other));
  }
}
