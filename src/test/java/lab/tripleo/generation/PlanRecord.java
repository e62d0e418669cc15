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
import lab.tripleo.files.Sha256;

/**
 * The last rendered plan of each release that agreed: {@code src/platforms/table} reads it. Its
 * fields are the release, the date, the sum of what {@code src/real-tripleo/inputs} prints,
 * versions, the number of comparisons, and what was left out.
 */
final class PlanRecord {
  private static final Path FILE = Path.of("src/test/resources/platforms/real-plan.tsv");
  private static final Pattern PACKAGE =
      Pattern.compile("(python-tripleoclient|tripleo-common|openstack-heat|tripleo-ansible)==(.+)");

  private PlanRecord() {}

  /**
   * Replaces the record of a release.
   *
   * @param inputs what the plan depends on
   * @param templates their folder, whose name has the version
   */
  static void keep(String release, String inputs, Path templates, PlanReport report)
      throws IOException {
    SortedMap<String, String> lines = new TreeMap<>();
    for (String line : Files.readAllLines(FILE)) {
      lines.put(line.split("\t", 2)[0], line);
    }
    List<String> fields =
        List.of(
            release,
            LocalDate.now(ZoneOffset.UTC).toString(),
            Sha256.of(inputs).hex().substring(0, 12),
            versions(inputs, templates),
            Integer.toString(report.size()),
            String.join("; ", report.leftOut()));
    lines.put(release, String.join("\t", fields));
    Files.write(FILE, lines.values());
  }

  private static String versions(String inputs, Path templates) {
    StringBuilder all =
        new StringBuilder(templates.getFileName().toString().replaceAll("-(?=[0-9])", " "));
    PACKAGE
        .matcher(inputs)
        .results()
        .forEach(it -> all.append(", ").append(it.group(1)).append(' ').append(it.group(2)));
    return all.toString();
  }
}
