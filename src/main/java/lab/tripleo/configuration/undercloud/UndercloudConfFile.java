package lab.tripleo.configuration.undercloud;

import static lab.tripleo.model.UndercloudConf.DEFAULT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.format.IniReader;
import lab.tripleo.configuration.format.IniSection;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Release;
import lab.tripleo.model.Subnet;
import lab.tripleo.model.UndercloudConf;
import lab.tripleo.model.UndercloudConf.Option;
import lab.tripleo.model.UndercloudConf.Section;

/** The user's undercloud.conf. */
public final class UndercloudConfFile {
  /** The machine's second interface, on the OpenStack control plane. */
  static final String LOCAL_INTERFACE = "eth1";

  static final String LOCAL_INTERFACE_OPTION = "local_interface";

  private static final String IMAGES_FILE = "/home/stack/containers-prepare-parameter.yaml";

  private final List<IniSection> sections;

  public UndercloudConfFile(SourceFiles files, Replacement replacement, Problems problems) {
    this.sections =
        files
            .read(ConfigurationFiles.UNDERCLOUD_CONF)
            .map(it -> new IniReader(it, replacement, problems).read())
            .orElse(List.of());
  }

  /**
   * Checks the file for a release.
   *
   * @param provisioning the network of the undercloud's local_ip; absent after an error, and then
   *     the addresses are not compared with one another
   */
  public void check(
      Release release, Catalogue catalogue, Optional<Subnet> provisioning, Problems problems) {
    if (sections.isEmpty()) {
      return;
    }
    OldNames oldNames = new OldNames(release);
    oldNames.report(sections, problems);
    EffectiveConf conf = effective(oldNames);
    ClientRules rules = new ClientRules(release);
    UndercloudValues values = new UndercloudValues(release, problems);
    UndercloudSubnets subnets = new UndercloudSubnets(conf, rules, problems);
    for (IniSection section : conf.sections()) {
      boolean isDefault = section.name().equals(DEFAULT);
      if (!isDefault && !subnets.isSubnet(section.name())) {
        continue;
      }
      UndercloudOptions options = new UndercloudOptions(isDefault, release, catalogue, problems);
      for (IniOption option : section.options()) {
        options.type(option).ifPresent(it -> values.check(option, it));
      }
    }
    provisioning.ifPresent(subnets::check);
  }

  /** How many addresses the undercloud can give to nodes; absent if that is not known. */
  public OptionalLong addressesOfNodes(Release release) {
    return sections.isEmpty()
        ? OptionalLong.empty()
        : new DhcpAddresses(effective(new OldNames(release))).count();
  }

  private EffectiveConf effective(OldNames oldNames) {
    return new EffectiveConf(
        oldNames.replaced(sections), SourceLocation.of(ConfigurationFiles.UNDERCLOUD_CONF));
  }

  /**
   * The options of the user and of the program, by their current names; only after a check without
   * errors.
   */
  public UndercloudConf conf(Release release) {
    List<IniSection> current = new OldNames(release).replaced(sections);
    List<Section> read = new ArrayList<>();
    List<Option> ours = new ArrayList<>();
    ours.add(new Option("container_images_file", IMAGES_FILE));
    boolean hasInterface =
        current.stream()
            .filter(it -> it.name().equals(DEFAULT))
            .anyMatch(it -> it.option(LOCAL_INTERFACE_OPTION).isPresent());
    if (!hasInterface) {
      ours.add(new Option(LOCAL_INTERFACE_OPTION, LOCAL_INTERFACE));
    }
    for (IniSection section : current) {
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
