package lab.tripleo.run;

import java.nio.file.Path;

/** Where programs keep what can be had again. */
final class CacheFolder {
  private CacheFolder() {}

  /** By the XDG base directory specification: a relative XDG_CACHE_HOME is to be ignored. */
  static Path ofUser() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || !Path.of(xdg).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("tripleo-lab");
  }
}
