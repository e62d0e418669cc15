package lab.tripleo.configuration.undercloud;

import static lab.tripleo.model.UndercloudConf.DEFAULT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniReader;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Release;
import lab.tripleo.model.Release.OptionType;
import lab.tripleo.model.Subnet;
import lab.tripleo.model.UndercloudConf;
import lab.tripleo.model.UndercloudConf.Option;
import lab.tripleo.model.UndercloudConf.Section;

/**
 * Reads undercloud.conf and holds it against what the release's client knows. The client itself
 * ignores what it does not know without a word.
 */
public final class UndercloudConfReader {
  /** The machine's second interface, on the OpenStack control plane. */
  static final String LOCAL_INTERFACE = "eth1";

  static final String LOCAL_INTERFACE_OPTION = "local_interface";

  /** Set by the program, with the reason. */
  private static final Map<String, String> OURS =
      Map.of(
          "container_images_file",
          "the program writes that file from what the client says, TRIPLEO_CONTAINER_TAG and CEPH_CONTAINER_TAG");

  private static final String IMAGES_FILE = "/home/stack/containers-prepare-parameter.yaml";

  private final Problems problems;
  private final List<IniSection> sections;
  private final SourceLocation whole;

  public UndercloudConfReader(SourceFiles files, Replacement replacement, Problems problems) {
    this.problems = problems;
    this.whole = SourceLocation.of(ConfigurationFiles.UNDERCLOUD_CONF);
    this.sections =
        files
            .read(ConfigurationFiles.UNDERCLOUD_CONF)
            .map(it -> new IniReader(it, replacement, problems).read())
            .orElse(List.of());
  }

  /**
   * Checks the file for a release.
   *
   * @param provisioning the network on which the undercloud has its local_ip
   */
  public void check(Release release, Catalogue catalogue, Subnet provisioning) {
    if (sections.isEmpty()) {
      return;
    }
    UndercloudValues values = new UndercloudValues(release, problems);
    UndercloudSubnets subnets = new UndercloudSubnets(sections, whole, problems);
    for (IniSection section : sections) {
      boolean isDefault = section.name().equals(DEFAULT);
      if (!isDefault && !subnets.isSubnet(section.name())) {
        continue;
      }
      for (IniOption option : section.options()) {
        Optional<OptionType> type = type(option, isDefault, release, catalogue);
        type.ifPresent(it -> values.check(option, it));
      }
    }
    subnets.check(provisioning);
  }

  private Optional<OptionType> type(
      IniOption option, boolean isDefault, Release release, Catalogue catalogue) {
    String name = option.name();
    Map<String, OptionType> known = options(release, isDefault);
    if (isDefault && OURS.containsKey(name)) {
      problems.error(
          "not-yours-to-set", option.at(), name + " is set by the program", OURS.get(name));
      return Optional.empty();
    }
    if (!known.containsKey(name)) {
      unknown(option, isDefault, release, catalogue);
    }
    return Optional.ofNullable(known.get(name));
  }

  private static Map<String, OptionType> options(Release release, boolean isDefault) {
    return isDefault ? release.undercloud().options() : release.undercloud().subnetOptions();
  }

  private void unknown(IniOption option, boolean isDefault, Release release, Catalogue catalogue) {
    String name = option.name();
    List<String> others = catalogue.releasesWhere(it -> options(it, isDefault).containsKey(name));
    String message =
        "release "
            + release.name()
            + " knows no option "
            + Wording.quote(name)
            + (isDefault ? "" : " of a subnet");
    String hint;
    if (options(release, !isDefault).containsKey(name)) {
      hint = isDefault ? "it belongs into the section of a subnet" : "it belongs into [DEFAULT]";
    } else if (!others.isEmpty()) {
      hint = "it is an option of " + String.join(", ", others);
    } else {
      hint =
          Wording.didYouMean(
              name,
              options(release, isDefault).keySet(),
              "the client would ignore it; what a service itself takes goes into a file of hieradata_override");
    }
    problems.error("unknown-option", option.at(), message, hint);
  }

  /** The settings, with those of the program; only when there were no problems. */
  public UndercloudConf conf() {
    List<Section> read = new ArrayList<>();
    List<Option> ours = new ArrayList<>();
    ours.add(new Option("container_images_file", IMAGES_FILE));
    boolean hasInterface =
        sections.stream()
            .filter(it -> it.name().equals(DEFAULT))
            .anyMatch(it -> it.option(LOCAL_INTERFACE_OPTION).isPresent());
    if (!hasInterface) {
      ours.add(new Option(LOCAL_INTERFACE_OPTION, LOCAL_INTERFACE));
    }
    for (IniSection section : sections) {
      List<Option> options = new ArrayList<>();
      section.options().forEach(it -> options.add(new Option(it.name(), it.value())));
      if (section.name().equals(DEFAULT)) {
        ours.addAll(0, options);
      } else {
        read.add(new Section(section.name(), options));
      }
    }
    read.add(0, new Section(DEFAULT, ours));
    return new UndercloudConf(read);
  }
}
