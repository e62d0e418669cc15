package lab.tripleo.generation;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Pythons of old hosts. */
public final class OldPythons {
  private OldPythons() {}

  /** The old Pythons that this machine has; fails if there are none. */
  public static List<String> ofThisMachine() throws IOException {
    List<String> pythons = new ArrayList<>();
    Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv/versions");
    for (String version : List.of("2.7", "3.6")) {
      List<Path> candidates = new ArrayList<>(List.of(Path.of("/usr/bin/python" + version)));
      if (Files.isDirectory(pyenv)) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(pyenv, version + ".*")) {
          found.forEach(it -> candidates.add(it.resolve("bin/python" + version)));
        }
      }
      candidates.stream()
          .filter(Files::isExecutable)
          .findFirst()
          .ifPresent(it -> pythons.add(it.toString()));
    }
    assumeThat(pythons)
        .as("Pythons of old hosts: install python2.7 or python3.6 in /usr/bin or with pyenv")
        .isNotEmpty();
    return pythons;
  }
}
