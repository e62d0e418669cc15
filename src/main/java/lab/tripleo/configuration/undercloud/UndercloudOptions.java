package lab.tripleo.configuration.undercloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.Release;
import lab.tripleo.model.Release.OptionType;

/**
 * The options that the release's client knows in one section of undercloud.conf. The client
 * silently ignores all others, so they are errors here.
 *
 * @param isDefault whether the section is [DEFAULT], and not that of a subnet
 */
record UndercloudOptions(
    boolean isDefault, Release release, Catalogue catalogue, Problems problems) {
  /** Set by the program, with the reason. */
  private static final Map<String, String> OURS =
      Map.of(
          "container_images_file",
          "the program generates that file; see TRIPLEO_CONTAINER_TAG and CEPH_CONTAINER_TAG in"
              + " environment");

  /** The type of an option; empty after a diagnostic. */
  Optional<OptionType> type(IniOption option) {
    String name = option.name();
    Map<String, OptionType> known = options(release, isDefault);
    if (isDefault && OURS.containsKey(name)) {
      problems.error(
          "not-yours-to-set", option.at(), name + " is set by the program", OURS.get(name));
      return Optional.empty();
    }
    if (!known.containsKey(name)) {
      unknown(option);
    }
    return Optional.ofNullable(known.get(name));
  }

  private static Map<String, OptionType> options(Release release, boolean isDefault) {
    return isDefault ? release.undercloud().options() : release.undercloud().subnetOptions();
  }

  private void unknown(IniOption option) {
    String name = option.name();
    String message =
        "unknown option "
            + Wording.quote(name)
            + (isDefault ? "" : " of a subnet")
            + " for release "
            + release.name();
    problems.error("unknown-option", option.at(), message, hint(name));
  }

  private String hint(String name) {
    List<String> others = catalogue.releasesWhere(it -> options(it, isDefault).containsKey(name));
    if (options(release, !isDefault).containsKey(name)) {
      return isDefault ? "move it to the section of a subnet" : "move it to [DEFAULT]";
    }
    if (!others.isEmpty()) {
      return "it is an option of " + String.join(", ", others);
    }
    return Wording.didYouMean(
        name,
        options(release, isDefault).keySet(),
        "the client would ignore it; options of a service belong in a file of hieradata_override");
  }
}
