package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_ADDRESS;
import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_PLATFORM;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_DLRN_HASH;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_RELEASE;
import static lab.tripleo.configuration.environment.EnvironmentKey.VIRTUALBMC_VERSION;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.environment.Addresses;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Platform.Likely;
import lab.tripleo.model.Release;
import lab.tripleo.model.VirtualBmc;

/** What {@code environment} picks from the catalogue, by name or by leaving it to the program. */
final class Choices {
  /** What the container image of the sandbox is made from. */
  private static final String SANDBOX_PLATFORM = "debian-12";

  private final Environment environment;
  private final Catalogue catalogue;
  private final Problems problems;

  Choices(Environment environment, Catalogue catalogue, Problems problems) {
    this.environment = environment;
    this.catalogue = catalogue;
    this.problems = problems;
  }

  /** Whether the platform is neither named nor that of the sandbox. */
  static boolean isPlatformRead(Environment environment) {
    return environment.unlessAuto(HYPERVISOR_PLATFORM).isEmpty()
        && !Addresses.parse(environment.text(HYPERVISOR_ADDRESS)).isSandbox();
  }

  /**
   * The name of the platform, which the catalogue knows.
   *
   * @param remembered what the host was found to be before
   */
  Optional<String> platform(Optional<FoundPlatform> remembered) {
    if (catalogue.platformNames().isEmpty()) {
      return Optional.empty();
    }
    boolean sandbox = Addresses.parse(environment.text(HYPERVISOR_ADDRESS)).isSandbox();
    Optional<String> given = environment.unlessAuto(HYPERVISOR_PLATFORM);
    if (given.isEmpty()) {
      return sandbox ? platformOfSandbox() : platformRead(remembered.map(FoundPlatform::name));
    }
    if (!catalogue.platformNames().contains(given.get())) {
      problems.error(
          "unknown-platform",
          environment.at(HYPERVISOR_PLATFORM),
          "unknown HYPERVISOR_PLATFORM " + Wording.quote(given.get()),
          "known: " + String.join(", ", catalogue.platformNames()));
      return Optional.empty();
    }
    if (sandbox && !given.get().equals(SANDBOX_PLATFORM)) {
      problems.error(
          "not-the-sandbox",
          environment.at(HYPERVISOR_PLATFORM),
          "the sandbox is " + SANDBOX_PLATFORM + ", not " + given.get(),
          "write `auto`, or the address of a machine into HYPERVISOR_ADDRESS");
      return Optional.empty();
    }
    return given;
  }

  private Optional<String> platformOfSandbox() {
    if (!catalogue.platformNames().contains(SANDBOX_PLATFORM)) {
      problems.error(
          "unknown-platform",
          environment.at(HYPERVISOR_PLATFORM),
          "the sandbox is " + SANDBOX_PLATFORM + ", which the catalogue has not",
          "known: " + String.join(", ", catalogue.platformNames()));
      return Optional.empty();
    }
    return Optional.of(SANDBOX_PLATFORM);
  }

  private Optional<String> platformRead(Optional<String> remembered) {
    if (remembered.isEmpty()) {
      notKnownYet("what the hypervisor runs is not known yet");
    } else if (!catalogue.platformNames().contains(remembered.get())) {
      notKnownYet(
          "the hypervisor was found to be "
              + Wording.quote(remembered.get())
              + ", which the catalogue has not");
    }
    return remembered.filter(catalogue.platformNames()::contains);
  }

  private void notKnownYet(String message) {
    problems.error(
        "platform-not-known-yet",
        environment.at(HYPERVISOR_PLATFORM),
        message,
        "`tripleo-lab run prepare --tags preflight` reads it there and changes nothing but root's"
            + " authorized_keys; or set HYPERVISOR_PLATFORM: "
            + String.join(", ", catalogue.platformNames()));
  }

  /**
   * The system that is to be tried as the platform, which it is only likely to work as.
   *
   * @param remembered what the host was found to be before
   */
  Optional<Likely> forced(Platform platform, Optional<FoundPlatform> remembered) {
    Optional<FoundPlatform.Forced> system =
        remembered.filter(it -> isPlatformRead(environment)).flatMap(FoundPlatform::forced);
    Optional<Likely> likely = system.flatMap(it -> platform.likely(it.id(), it.version()));
    if (system.isPresent() && likely.isEmpty()) {
      notKnownYet(
          "the hypervisor was found to be "
              + system.get()
              + ", which "
              + platform.name()
              + " in the catalogue does not name as likely to work");
    }
    return likely;
  }

  /** The release, which the platform takes. */
  Optional<Release> release(String platform) {
    Optional<String> given = environment.unlessAuto(TRIPLEO_RELEASE);
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
          "release " + given.get() + " does not go with platform " + platform,
          platform
              + " takes "
              + names(catalogue.releasesFor(platform))
              + (isPlatformRead(environment)
                  ? "; delete workspace/platform if the hypervisor is another one now"
                  : ""));
      return Optional.empty();
    }
    return release;
  }

  /** Checks a name that no platform could be found for. */
  void releaseAlone() {
    environment
        .unlessAuto(TRIPLEO_RELEASE)
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
          "no release goes with platform " + platform,
          "name it in a file of " + ConfigurationFiles.RELEASES);
    }
    return newest;
  }

  /** The state of RDO's repositories that is asked for. */
  Optional<String> dlrnHash(Release release) {
    Optional<String> hash = environment.optional(TRIPLEO_DLRN_HASH);
    if (hash.isPresent() && !release.repositories().takesDlrnHash()) {
      problems.error(
          "hash-not-for-release",
          environment.at(TRIPLEO_DLRN_HASH),
          "release " + release.name() + " takes no TRIPLEO_DLRN_HASH",
          "its packages do not come from repositories of RDO that have such states");
    }
    return hash.map(it -> it.toLowerCase(Locale.ROOT));
  }

  private static String names(List<Release> releases) {
    List<String> names = releases.stream().map(Release::name).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** The version given, or the newest that runs on the platform's Python. */
  VirtualBmc virtualBmc(Platform platform) {
    String newest = platform.virtualBmc().version();
    String version = environment.unlessAuto(VIRTUALBMC_VERSION).orElse(newest);
    if (isNewer(version, newest)) {
      problems.error(
          "virtualbmc-too-new",
          environment.at(VIRTUALBMC_VERSION),
          "VirtualBMC " + version + " does not run on the Python of " + platform.name(),
          "the newest that does is " + newest);
    }
    return new VirtualBmc(version);
  }

  private static boolean isNewer(String version, String newest) {
    List<Integer> a = numbers(version);
    List<Integer> b = numbers(newest);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int difference = Integer.compare(i < a.size() ? a.get(i) : 0, i < b.size() ? b.get(i) : 0);
      if (difference != 0) {
        return difference > 0;
      }
    }
    return false;
  }

  /** The release part of a version: 3.2.0rc1 is 3, 2, 0. */
  private static List<Integer> numbers(String version) {
    String release = version.replaceFirst("(a|b|rc|\\.post|\\.dev).*", "");
    return java.util.Arrays.stream(release.split("\\.", -1))
        .map(it -> it.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(it))
        .toList();
  }
}
