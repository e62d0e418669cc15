package lab.tripleo.generation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.model.Playbook;

/**
 * What is generated for a lab.
 *
 * @param files in the order in which a reader would read them
 */
public record GeneratedLab(List<GeneratedFile> files) {
  private static final Pattern PLACE = Pattern.compile("(.+?)(?::([1-9][0-9]{0,5}))?");

  /**
   * A generated file, or a line of it.
   *
   * @param line from 1; 0 when the file is meant
   */
  public record Place(GeneratedFile file, int line) {}

  public GeneratedLab {
    files = List.copyOf(files);
  }

  /**
   * One of its playbooks. It is read each time: most commands need none.
   *
   * @param path relative to the lab folder
   * @throws IllegalArgumentException when no such file is generated
   */
  public Playbook playbook(Path path) {
    return files.stream()
        .filter(it -> it.path().equals(path))
        .findFirst()
        .map(PlaybookReader::read)
        .orElseThrow(() -> new IllegalArgumentException("not generated: " + path));
  }

  /**
   * What a text names.
   *
   * @param text {@code FILE} or {@code FILE:LINE}, relative to the lab folder
   * @return empty when there is no such generated file or line
   */
  public Optional<Place> place(String text) {
    Matcher parts = PLACE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Path path = Path.of(parts.group(1)).normalize();
    int line = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    return files.stream()
        .filter(it -> it.path().equals(path) && line <= it.content().lines().count())
        .findFirst()
        .map(it -> new Place(it, line));
  }
}
