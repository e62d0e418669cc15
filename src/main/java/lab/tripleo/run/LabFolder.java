package lab.tripleo.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;

/** Finds the lab folder that a command works on. */
final class LabFolder {
  private LabFolder() {}

  /**
   * The folder given with {@code -C}, else the current folder if it is a lab folder, else the
   * program's own folder.
   *
   * @throws UserError when that is no lab folder
   */
  static Path find(Optional<Path> given) throws UserError {
    if (given.isPresent()) {
      if (!isLab(given.get())) {
        throw none(given.get());
      }
      return real(given.get());
    }
    Path here = Path.of("");
    if (isLab(here)) {
      return real(here);
    }
    Path home = Path.of(System.getProperty("tripleo-lab.home", ""));
    if (isLab(home)) {
      return real(home);
    }
    throw none(here);
  }

  private static boolean isLab(Path folder) {
    return Files.isDirectory(folder.resolve("configuration"));
  }

  private static Path real(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private static UserError none(Path folder) {
    return new UserError(
        ExitCode.UNREACHABLE,
        folder.toAbsolutePath() + " is not a lab folder: configuration/ is missing",
        "create one with `tripleo-lab init DIR`, or select one with -C DIR");
  }
}
