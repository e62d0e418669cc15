package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_IMAGE_SHA256;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_IMAGE_URL;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_RELEASE;

import java.util.Optional;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.Image;
import lab.tripleo.model.Release;

/**
 * Selects the disk image of the virtual machine `tripleo`: the user's, the sandbox's or the
 * release's.
 */
record ImageSelection(Environment environment, Problems problems) {

  /** Checks the two settings against each other. */
  void check() {
    if (isRefused()) {
      return;
    }
    boolean hasUrl = environment.given(TRIPLEO_IMAGE_URL).isPresent();
    boolean hasSum = environment.given(TRIPLEO_IMAGE_SHA256).isPresent();
    if (hasSum && !hasUrl) {
      problems.error(
          "checksum-without-image",
          environment.at(TRIPLEO_IMAGE_SHA256),
          "TRIPLEO_IMAGE_SHA256 is set without TRIPLEO_IMAGE_URL",
          "the release's own image has its own checksum");
    }
    if (hasUrl && !hasSum) {
      problems.warning(
          "image-without-checksum",
          environment.at(TRIPLEO_IMAGE_URL),
          "the image is used without a checksum",
          "set TRIPLEO_IMAGE_SHA256");
    }
  }

  /** The image; empty after a diagnostic. */
  Optional<Image> of(Release release) {
    Optional<Image> image =
        environment.image().or(this::ofSandbox).or(() -> release.machine().image());
    if (image.isEmpty() && !isRefused()) {
      problems.error(
          "image-needed",
          environment.at(TRIPLEO_RELEASE),
          "release "
              + release.name()
              + " has no image that can be downloaded without a subscription",
          "download an image of "
              + release.machine().system()
              + " with your subscription and set TRIPLEO_IMAGE_URL to its place on the hypervisor");
    }
    return image;
  }

  private Optional<Image> ofSandbox() {
    return Optional.of(new Image(Image.OF_SANDBOX, Optional.empty()))
        .filter(it -> environment.hypervisorAddress().isSandbox());
  }

  private boolean isRefused() {
    return environment.isRefused(TRIPLEO_IMAGE_URL) || environment.isRefused(TRIPLEO_IMAGE_SHA256);
  }
}
