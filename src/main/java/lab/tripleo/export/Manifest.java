package lab.tripleo.export;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.files.Sha256;

/** The sums of an export's files, in the form that {@code sha256sum --check} reads. */
public final class Manifest {
  public static final String NAME = "MANIFEST.sha256";

  private Manifest() {}

  /** The files with their manifest, which is above them all and has each of them, by path. */
  public static List<ExportedFile> with(List<ExportedFile> files) {
    String sums =
        sorted(files.stream())
            .map(it -> Sha256.of(it.bytes()).hex() + "  " + it.path() + "\n")
            .collect(Collectors.joining());
    ExportedFile manifest = new ExportedFile(NAME, sums, false);
    return sorted(Stream.concat(files.stream(), Stream.of(manifest))).toList();
  }

  private static Stream<ExportedFile> sorted(Stream<ExportedFile> files) {
    return files.sorted(Comparator.comparing(ExportedFile::path));
  }
}
