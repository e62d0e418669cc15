package lab.tripleo.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.execution.OsRelease;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Platform.Likely;

/**
 * How well the catalogue supports a hypervisor's system.
 *
 * @param platform the one that the system is, or is likely to work as; absent when unsupported
 * @param message about a system that is not supported; empty for a supported one
 * @param hint the supported systems
 */
record Recognition(Kind kind, Optional<FoundPlatform> platform, String message, String hint) {
  /** The degree of support. */
  enum Kind {
    SUPPORTED,
    /** Untested, but the catalogue lists it as similar to a platform. */
    LIKELY,
    UNSUPPORTED
  }

  /** A platform's own system takes precedence over a likely one of another platform. */
  static Recognition of(OsRelease system, List<Platform> platforms) {
    String id = system.id();
    String version = system.versionId();
    String runs = "the hypervisor runs " + system.prettyName();
    for (Platform platform : platforms) {
      if (platform.osRelease().matches(id, version)) {
        FoundPlatform found = new FoundPlatform(platform.name(), Optional.empty());
        return new Recognition(Kind.SUPPORTED, Optional.of(found), "", "");
      }
    }
    for (Platform platform : platforms) {
      Optional<Likely> likely = platform.likely(id, version);
      if (likely.isPresent()) {
        var forced = new FoundPlatform.Forced(id, likely.get().osRelease().versions().get(0));
        return new Recognition(
            Kind.LIKELY,
            Optional.of(new FoundPlatform(platform.name(), Optional.of(forced))),
            runs + ", which is not supported, but likely to work as platform " + platform.name(),
            "use --force-platform to try it; " + supported(platforms));
      }
    }
    return new Recognition(
        Kind.UNSUPPORTED,
        Optional.empty(),
        runs + ", which is not supported",
        supported(platforms)
            + "; likely to work, with --force-platform: "
            + likely(platforms)
            + "; for any other system, add a file to configuration/platforms");
  }

  private static String supported(List<Platform> platforms) {
    return "supported: "
        + platforms.stream().map(Platform::title).collect(Collectors.joining(", "));
  }

  private static String likely(List<Platform> platforms) {
    String all =
        platforms.stream()
            .flatMap(it -> it.likely().stream().map(Likely::title))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : all;
  }

  /**
   * The platform to use.
   *
   * @param force whether to accept a system that is only likely to work
   * @param before the platform accepted at an earlier contact; it is accepted again without force
   * @throws UserError for a system that is not supported
   */
  FoundPlatform accept(boolean force, Optional<FoundPlatform> before) throws UserError {
    boolean accepted = kind == Kind.SUPPORTED || force || before.equals(platform);
    return platform
        .filter(it -> accepted)
        .orElseThrow(() -> new UserError(ExitCode.CONFIGURATION, message, hint));
  }

  /** The warning when an unsupported system was accepted. */
  Optional<String> warning() {
    return Optional.of(message).filter(it -> !it.isEmpty()).map(it -> it + " (--force-platform)");
  }
}
