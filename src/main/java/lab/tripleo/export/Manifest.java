package lab.tripleo.export;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sums of an export's files, in the form that {@code sha256sum --check} reads. */
public final class Manifest {
  public static final String NAME = "MANIFEST.sha256";

  private Manifest() {}

  /** The files with their manifest, which is above them all and has each of them, by path. */
  public static List<ExportedFile> with(List<ExportedFile> files) {
    String sums =
        sorted(files.stream())
            .map(it -> sum(it.bytes()) + "  " + it.path() + "\n")
            .collect(Collectors.joining());
    ExportedFile manifest = new ExportedFile(NAME, sums, false);
    return sorted(Stream.concat(files.stream(), Stream.of(manifest))).toList();
  }

  private static Stream<ExportedFile> sorted(Stream<ExportedFile> files) {
    return files.sorted(Comparator.comparing(ExportedFile::path));
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
