package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_DLRN_HASH;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_RELEASE;

import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.Release;

/** Selects the release: the one that is named, or the newest for the platform. */
record ReleaseSelection(Environment environment, Catalogue catalogue, Problems problems) {

  /** The release; empty after a diagnostic. */
  Optional<Release> select(String platform) {
    if (environment.isRefused(TRIPLEO_RELEASE)) {
      return Optional.empty();
    }
    Optional<String> given = environment.given(TRIPLEO_RELEASE);
    if (given.isEmpty()) {
      return automaticRelease(platform);
    }
    if (!catalogue.releaseNames().contains(given.get())) {
      unknownRelease(given.get());
      return Optional.empty();
    }
    Optional<Release> release = catalogue.release(given.get());
    if (release.isPresent() && !release.get().platforms().contains(platform)) {
      problems.error(
          "release-platform-mismatch",
          environment.at(TRIPLEO_RELEASE),
          "release " + given.get() + " does not support platform " + platform,
          "releases for "
              + platform
              + ": "
              + names(catalogue.releasesFor(platform))
              + (environment.needsPlatformDetection()
                  ? "; delete workspace/platform if the hypervisor was replaced"
                  : ""));
      return Optional.empty();
    }
    return release;
  }

  /** Checks the name alone, while no platform is known. */
  void checkName() {
    environment
        .given(TRIPLEO_RELEASE)
        .filter(it -> !catalogue.releaseNames().contains(it))
        .ifPresent(this::unknownRelease);
  }

  private void unknownRelease(String name) {
    if (catalogue.releaseNames().isEmpty()) {
      return;
    }
    problems.error(
        "unknown-release",
        environment.at(TRIPLEO_RELEASE),
        "unknown TRIPLEO_RELEASE " + Wording.quote(name),
        Wording.didYouMean(name, catalogue.releaseNames()));
  }

  private Optional<Release> automaticRelease(String platform) {
    Optional<Release> newest = catalogue.newestFor(platform);
    if (newest.isEmpty() && catalogue.isComplete() && !catalogue.releaseNames().isEmpty()) {
      problems.error(
          "no-release",
          environment.at(TRIPLEO_RELEASE),
          "no release supports platform " + platform,
          "add it to `platforms` in a file of " + ConfigurationFiles.RELEASES);
    }
    return newest;
  }

  /** Whether the release can be installed from the state of the repositories that is set. */
  void checkDlrnHash(Release release) {
    if (environment.given(TRIPLEO_DLRN_HASH).isPresent()
        && !release.repositories().takesDlrnHash()) {
      problems.error(
          "hash-not-for-release",
          environment.at(TRIPLEO_DLRN_HASH),
          "release " + release.name() + " does not support TRIPLEO_DLRN_HASH",
          "its packages do not come from DLRN repositories of RDO");
    }
  }

  private static String names(List<Release> releases) {
    List<String> names = releases.stream().map(Release::name).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
