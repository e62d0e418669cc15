package lab.tripleo.execution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs as the shell does. */
public final class Programs {
  private Programs() {}

  /**
   * The program's file: the program itself if it contains a slash, else the first match on the
   * path.
   *
   * @param path in the syntax of PATH
   */
  public static Optional<Path> find(String program, String path) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Programs::isProgram);
    }
    return Arrays.stream(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Programs::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
