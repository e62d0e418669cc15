package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_ADDRESS;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_IMAGE_SHA256;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_IMAGE_URL;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_RELEASE;

import java.util.Locale;
import java.util.Optional;
import lab.tripleo.configuration.environment.Addresses;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.Image;
import lab.tripleo.model.Release;

/** The disk image of the machine `tripleo`: the user's, the sandbox's own, or the release's. */
final class ImageChoice {
  private final Environment environment;
  private final Problems problems;

  ImageChoice(Environment environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** What the user says of it. */
  void check() {
    boolean hasUrl = environment.optional(TRIPLEO_IMAGE_URL).isPresent();
    boolean hasSum = environment.optional(TRIPLEO_IMAGE_SHA256).isPresent();
    if (hasSum && !hasUrl) {
      problems.error(
          "checksum-without-image",
          environment.at(TRIPLEO_IMAGE_SHA256),
          "TRIPLEO_IMAGE_SHA256 without TRIPLEO_IMAGE_URL",
          "the release's own image has its own checksum");
    }
    if (hasUrl && !hasSum) {
      problems.warning(
          "image-without-checksum",
          environment.at(TRIPLEO_IMAGE_URL),
          "the image will be used without a check",
          "set TRIPLEO_IMAGE_SHA256");
    }
  }

  /** The image; empty after a diagnostic. */
  Optional<Image> of(Release release) {
    Optional<Image> image = given().or(this::ofSandbox).or(() -> release.machine().image());
    if (image.isEmpty()) {
      problems.error(
          "image-needed",
          environment.at(TRIPLEO_RELEASE),
          "the release " + release.name() + " has no image that anybody may fetch",
          "download one of "
              + release.machine().system()
              + " with your subscription and set TRIPLEO_IMAGE_URL to where the hypervisor finds it");
    }
    return image;
  }

  private Optional<Image> given() {
    Optional<String> sum =
        environment.optional(TRIPLEO_IMAGE_SHA256).map(it -> it.toLowerCase(Locale.ROOT));
    return environment.optional(TRIPLEO_IMAGE_URL).map(it -> new Image(it, sum));
  }

  private Optional<Image> ofSandbox() {
    boolean sandbox = Addresses.parse(environment.text(HYPERVISOR_ADDRESS)).isSandbox();
    return sandbox ? Optional.of(new Image(Image.OF_SANDBOX, Optional.empty())) : Optional.empty();
  }
}
