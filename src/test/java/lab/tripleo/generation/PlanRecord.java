package lab.tripleo.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.files.Sha256;

/**
 * The last rendered plan of each release that agreed: {@code src/platforms/table} reads it. Its
 * fields are the release, the date, the sum of the files that it depends on, versions, the number
 * of comparisons, and what was left out.
 */
final class PlanRecord {
  private static final Path FILE = Path.of("src/test/resources/platforms/real-plan.tsv");
  private static final Pattern PACKAGE =
      Pattern.compile("(python-tripleoclient|tripleo-common|openstack-heat|tripleo-ansible)==(.+)");

  private PlanRecord() {}

  /** Replaces the record of a release. */
  static void keep(String release, Path templates, PlanReport report) throws IOException {
    SortedMap<String, String> lines = new TreeMap<>();
    for (String line : Files.readAllLines(FILE)) {
      lines.put(line.split("\t", 2)[0], line);
    }
    List<String> fields =
        List.of(
            release,
            LocalDate.now(ZoneOffset.UTC).toString(),
            sum(release),
            versions(release, templates),
            Integer.toString(report.size()),
            String.join("; ", report.leftOut()));
    lines.put(release, String.join("\t", fields));
    Files.write(FILE, lines.values());
  }

  /** Of the release's file of the catalogue, of the packages, and of the shipped settings. */
  private static String sum(String release) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : inputs(release).toList()) {
      all.append(Files.readString(file));
    }
    return Sha256.of(all.toString()).hex().substring(0, 12);
  }

  private static Stream<Path> inputs(String release) {
    return Stream.of(
            "configuration/releases/" + release + ".yaml",
            "configuration/tripleo/undercloud.conf",
            "src/real-tripleo/requirements/" + release + ".txt",
            "src/real-tripleo/requirements/" + release + "-heat.txt")
        .map(Path::of);
  }

  private static String versions(String release, Path templates) throws IOException {
    StringBuilder all =
        new StringBuilder(templates.getFileName().toString().replaceAll("-(?=[0-9])", " "));
    for (Path list : inputs(release).filter(it -> it.toString().endsWith(".txt")).toList()) {
      PACKAGE
          .matcher(Files.readString(list))
          .results()
          .forEach(it -> all.append(", ").append(it.group(1)).append(' ').append(it.group(2)));
    }
    return all.toString();
  }
}
