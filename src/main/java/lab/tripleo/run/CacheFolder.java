package lab.tripleo.run;

import java.nio.file.Path;

/** The folder for files that can be downloaded or built again. */
final class CacheFolder {
  private CacheFolder() {}

  /** As the XDG base directory specification has it: a relative XDG_CACHE_HOME is ignored. */
  static Path ofUser() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || !Path.of(xdg).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("tripleo-lab");
  }
}
