package lab.tripleo.configuration;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The corpus of undercloud.conf files and what TripleO's clients said of each. {@code
 * src/test/resources/undercloud-conf/README.md} describes its files.
 */
public final class RealClients {
  public static final Path CORPUS = Path.of("src/test/resources/undercloud-conf");

  /** Releases whose client can be installed without its package repositories. */
  public static final List<String> RELEASES =
      List.of("stein", "train", "ussuri", "victoria", "wallaby", "zed");

  private RealClients() {}

  /**
   * What a client says of a file.
   *
   * @param reason the client's message; empty if it accepts the file
   */
  public record Verdict(String file, boolean accepts, String reason) {
    public static Verdict parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Verdict(fields[0], fields[1].equals("accepts"), fields[2]);
    }

    public String line() {
      return file + "\t" + (accepts ? "accepts" : "refuses") + "\t" + reason;
    }
  }

  /**
   * A file about which the program and a client differ on purpose.
   *
   * @param code of the program's error; {@code -} if only the client refuses the file
   */
  record Difference(String file, List<String> releases, String code, String reason) {
    private static Difference parse(String line) {
      String[] fields = line.split("\t", -1);
      List<String> releases =
          fields[1].equals("all") ? RELEASES : Arrays.asList(fields[1].split(","));
      return new Difference(fields[0], releases, fields[2], fields[3]);
    }
  }

  public static List<String> files() {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".conf"))
          .map(it -> it.substring(0, it.length() - ".conf".length()))
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static Path recorded(String release) {
    return CORPUS.resolve("verdicts/" + release + ".tsv");
  }

  /** By file, what the client of a release said when it was last asked. */
  static Map<String, Verdict> verdicts(String release) {
    return ConfigurationFolders.lines(recorded(release)).stream()
        .map(Verdict::parse)
        .collect(toMap(Verdict::file, it -> it));
  }

  /** The differences of one release, by file. */
  static Map<String, Difference> differences(String release) {
    return ConfigurationFolders.lines(CORPUS.resolve("differences.tsv")).stream()
        .map(Difference::parse)
        .filter(it -> it.releases().contains(release))
        .collect(toMap(Difference::file, it -> it));
  }
}
