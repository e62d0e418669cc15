package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_ADDRESS;
import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_PLATFORM;

import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Platform.Likely;

/**
 * Selects the hypervisor's platform: the one that is named, the sandbox's or the recognised one.
 */
record PlatformSelection(Environment environment, Catalogue catalogue, Problems problems) {
  /** What the container image of the sandbox is made from. */
  private static final String SANDBOX_PLATFORM = "debian-12";

  /**
   * What was selected.
   *
   * @param name in the catalogue; absent after a diagnostic, and while it is unknown
   * @param platform absent also when its file has errors
   * @param forced the system that is likely to work as the platform and is to be tried
   * @param unknown why only a look at the hypervisor can tell the platform
   */
  record Selected(
      Optional<String> name,
      Optional<Platform> platform,
      Optional<Likely> forced,
      Optional<Diagnostic> unknown) {
    static Selected nothing() {
      return new Selected(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * Selects it.
   *
   * @param recognised what the hypervisor was found to be at the last contact
   */
  Selected select(Optional<FoundPlatform> recognised) {
    if (names().isEmpty() || environment.isRefused(HYPERVISOR_PLATFORM)) {
      return Selected.nothing(); // after an error of the catalogue or of environment
    }
    return environment.needsPlatformDetection() ? recognised(recognised) : given();
  }

  private List<String> names() {
    return catalogue.platformNames();
  }

  private Selected given() {
    boolean anyHost = environment.isRefused(HYPERVISOR_ADDRESS);
    boolean sandbox = !anyHost && environment.hypervisorAddress().isSandbox();
    Optional<String> given = environment.given(HYPERVISOR_PLATFORM);
    if (given.isEmpty()) {
      return sandbox ? sandboxPlatform() : Selected.nothing();
    }
    if (!names().contains(given.get())) {
      error(
          "unknown-platform",
          "unknown HYPERVISOR_PLATFORM " + Wording.quote(given.get()),
          "known: " + String.join(", ", names()));
      return Selected.nothing();
    }
    if (sandbox && !given.get().equals(SANDBOX_PLATFORM)) {
      error(
          "not-the-sandbox",
          "the sandbox is " + SANDBOX_PLATFORM + ", not " + given.get(),
          "write `auto`, or set HYPERVISOR_ADDRESS to the address of a machine");
      return Selected.nothing();
    }
    return selected(given.get());
  }

  private Selected sandboxPlatform() {
    if (!names().contains(SANDBOX_PLATFORM)) {
      error(
          "unknown-platform",
          "the sandbox is " + SANDBOX_PLATFORM + ", which is not in the catalogue",
          "known: " + String.join(", ", names()));
      return Selected.nothing();
    }
    return selected(SANDBOX_PLATFORM);
  }

  private void error(String code, String message, String hint) {
    problems.error(code, environment.at(HYPERVISOR_PLATFORM), message, hint);
  }

  private Selected selected(String name) {
    return new Selected(
        Optional.of(name), catalogue.platform(name), Optional.empty(), Optional.empty());
  }

  private Selected recognised(Optional<FoundPlatform> recognised) {
    if (recognised.isEmpty()) {
      return unknown("the hypervisor's platform is not known yet");
    }
    String name = recognised.get().name();
    if (!names().contains(name)) {
      return unknown(
          "the hypervisor was recognised as "
              + Wording.quote(name)
              + ", which is not in the catalogue");
    }
    Optional<Platform> platform = catalogue.platform(name);
    Optional<FoundPlatform.Forced> system = recognised.get().forced();
    Optional<Likely> forced =
        platform.flatMap(
            it -> system.flatMap(forcedOne -> it.likely(forcedOne.id(), forcedOne.version())));
    if (platform.isPresent() && system.isPresent() && forced.isEmpty()) {
      return unknown(
          "the hypervisor was recognised as "
              + system.get()
              + ", which the catalogue's "
              + name
              + " does not list as likely to work");
    }
    return new Selected(Optional.of(name), platform, forced, Optional.empty());
  }

  private Selected unknown(String message) {
    Diagnostic error =
        Diagnostic.error("platform-not-known-yet", environment.at(HYPERVISOR_PLATFORM), message)
            .withHint(
                "`tripleo-lab run prepare --tags preflight` reads it from the hypervisor and"
                    + " changes only root's authorized_keys there; or set HYPERVISOR_PLATFORM: "
                    + String.join(", ", names()));
    return new Selected(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(error));
  }
}
