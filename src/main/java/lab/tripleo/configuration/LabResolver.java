package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.CEPH_CONTAINER_TAG;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_CONTAINER_TAG;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_DLRN_HASH;

import java.util.Optional;
import java.util.Set;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.environment.Identity;
import lab.tripleo.configuration.nodes.NodesFile;
import lab.tripleo.configuration.pins.LockFile;
import lab.tripleo.configuration.pins.PinnedChoices;
import lab.tripleo.configuration.pins.PinnedInputs;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Hypervisor;
import lab.tripleo.model.Image;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Nodes;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Release;
import lab.tripleo.model.Subnet;
import lab.tripleo.model.Undercloud;
import lab.tripleo.model.VirtualBmc;
import lab.tripleo.model.VirtualMachine;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.PinnedAnsible;

/** Makes a lab of the parsed files: selects from the catalogue, applies pins, checks the rest. */
final class LabResolver {
  private final ParsedFiles files;
  private final Environment environment;
  private final AnsiblePins ansiblePins;
  private final Problems problems;
  private final PinnedInputs pins;
  private final PinnedChoices pinned;
  private final ReleaseSelection releases;
  private final ImageSelection images;

  /**
   * @param lockFile whose pins override the catalogue
   */
  LabResolver(ParsedFiles files, Optional<LockFile> lockFile, AnsiblePins ansiblePins) {
    this.files = files;
    this.environment = files.environment();
    this.ansiblePins = ansiblePins;
    this.problems = Problems.of(files.problems());
    this.pins = new PinnedInputs(lockFile, problems);
    this.pinned = new PinnedChoices(environment, pins);
    this.releases = new ReleaseSelection(environment, files.catalogue(), problems);
    this.images = new ImageSelection(environment, problems);
  }

  /**
   * Resolves the lab once; the order of the steps is that of the inputs in the lock file.
   *
   * @param recognised what the hypervisor was found to be at the last contact
   */
  Resolution resolve(Optional<FoundPlatform> recognised) {
    PlatformSelection.Selected selected =
        new PlatformSelection(environment, files.catalogue(), problems).select(recognised);
    Optional<Platform> platform = selected.platform();
    images.check();
    Optional<Release> release = selected.name().flatMap(this::release).map(this::pinRelease);
    Optional<Image> image = release.flatMap(images::of);
    Optional<VirtualBmc> virtualBmc = platform.map(this::virtualBmc);
    Optional<PinnedAnsible> ansible =
        platform.flatMap(it -> release.map(found -> pinned.ansible(it, found, ansiblePins)));
    pins.warn();
    if (selected.name().isEmpty()) {
      releases.checkName();
    }
    release.ifPresent(it -> checkFilesForRelease(it, platform));
    return new Resolution(
        problems,
        selected.unknown(),
        () ->
            lab(
                hypervisor(platform.orElseThrow(), selected),
                release.orElseThrow(),
                image.orElseThrow(),
                virtualBmc.orElseThrow(),
                ansible.orElseThrow()));
  }

  private Optional<Release> release(String platform) {
    return releases.select(platform).flatMap(it -> pinned.release(it, platform, files.catalogue()));
  }

  /** The release with its image, repositories and containers as they are pinned. */
  private Release pinRelease(Release release) {
    Release withImage = pinned.image(release, images.of(release));
    releases.checkDlrnHash(withImage);
    pinned.repositories(withImage);
    return pinned.containers(withImage);
  }

  private VirtualBmc virtualBmc(Platform platform) {
    VirtualBmc found = new VirtualBmcSelection(environment, problems).select(platform);
    return pinned.virtualBmc(platform, found);
  }

  private void checkFilesForRelease(Release release, Optional<Platform> platform) {
    files.machine().check(release, problems);
    Optional<Subnet> provisioning =
        Optional.of(environment.openstackControlPlaneSubnet())
            .filter(it -> !environment.isRefused(EnvironmentKey.OPENSTACK_CONTROL_PLANE_SUBNET));
    files.undercloud().check(release, files.catalogue(), provisioning, problems);
    boolean hasSecondNic =
        environment.isRefused(EnvironmentKey.HYPERVISOR_CONTROL_PLANE_INTERFACE)
            || environment.controlPlaneInterface().isPresent();
    files
        .nodes()
        .check(
            release,
            platform.map(it -> it.libvirt().uefi().isPresent()).orElse(true),
            hasSecondNic,
            hasInspector(release),
            files.undercloud().addressesOfNodes(release),
            problems);
  }

  private Lab lab(
      Hypervisor hypervisor,
      Release release,
      Image image,
      VirtualBmc virtualBmc,
      PinnedAnsible ansible) {
    VirtualMachine tripleo = files.machine().machine(release, image);
    return new Lab(
        environment.labName(),
        hypervisor,
        files.networks().virtualMachines().orElseThrow(),
        files.networks().openstack().orElseThrow(),
        virtualBmc,
        tripleo,
        release,
        environment.given(TRIPLEO_DLRN_HASH),
        undercloud(release),
        nodes(release, tripleo),
        environment.siteNetwork(),
        environment.nameserver(),
        environment.text(EnvironmentKey.TIMEZONE),
        ansible,
        pins.inputs());
  }

  private Hypervisor hypervisor(Platform platform, PlatformSelection.Selected selected) {
    return new Hypervisor(
        environment.hypervisorAddress(),
        platform,
        selected.forced(),
        environment.controlPlaneInterface(),
        environment.libvirtScope(),
        environment.virtType());
  }

  private Nodes nodes(Release release, VirtualMachine tripleo) {
    return files
        .nodes()
        .nodes(
            release,
            hasInspector(release),
            new Identity(environment.labName()),
            Set.of(tripleo.controlPlaneMac(), tripleo.openstackMac()),
            new NodesFile.Bridges(
                files.networks().openstack().orElseThrow().bridge(),
                files.networks().virtualMachines().orElseThrow().bridge()));
  }

  private boolean hasInspector(Release release) {
    return files.undercloud().conf(release).enables("ironic_inspector");
  }

  private Undercloud undercloud(Release release) {
    return new Undercloud(
        files.undercloud().conf(release),
        environment.given(TRIPLEO_CONTAINER_TAG),
        environment.given(CEPH_CONTAINER_TAG),
        environment.installLimit());
  }
}
