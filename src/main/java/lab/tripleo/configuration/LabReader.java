package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.CA_BUNDLE;
import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_ADDRESS;
import static lab.tripleo.configuration.environment.EnvironmentKey.HYPERVISOR_CONTROL_PLANE_INTERFACE;
import static lab.tripleo.configuration.environment.EnvironmentKey.LAB_NAME;
import static lab.tripleo.configuration.environment.EnvironmentKey.OPENSTACK_CONTROL_PLANE_SUBNET;
import static lab.tripleo.configuration.environment.EnvironmentKey.PYPI_INDEX_URL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.catalogue.CatalogueReader;
import lab.tripleo.configuration.environment.Addresses;
import lab.tripleo.configuration.environment.CaBundle;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.environment.EnvironmentReader;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.environment.Subnets;
import lab.tripleo.configuration.machine.VirtualMachineReader;
import lab.tripleo.configuration.network.NetworksReader;
import lab.tripleo.configuration.pins.LockFile;
import lab.tripleo.configuration.pins.LockFileReader;
import lab.tripleo.configuration.pins.PinnedChoices;
import lab.tripleo.configuration.pins.PinnedInputs;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.configuration.undercloud.UndercloudConfReader;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.model.Contact;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Hypervisor;
import lab.tripleo.model.Hypervisor.LibvirtScope;
import lab.tripleo.model.Hypervisor.VirtType;
import lab.tripleo.model.HypervisorAddress;
import lab.tripleo.model.Image;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Platform.Likely;
import lab.tripleo.model.Release;
import lab.tripleo.model.SiteNetwork;
import lab.tripleo.model.Undercloud;
import lab.tripleo.model.UndercloudConf;
import lab.tripleo.model.VirtualBmc;
import lab.tripleo.model.VirtualMachine;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.PinnedAnsible;

/** One reading of a lab folder, with everything that is found wrong in it. */
final class LabReader {
  /** The sandbox gets a second NIC, which the container engine names so. */
  private static final String SANDBOX_INTERFACE = "eth1";

  private final Path labFolder;
  private final AnsiblePins ansible;
  private final Optional<Catalogue> known;
  private final Problems problems = new Problems();
  private final SourceFiles files;
  private final Environment environment;
  private final Replacement replacement;

  LabReader(Path labFolder, AnsiblePins ansible) {
    this(labFolder, ansible, List.of(), Optional.empty());
  }

  /**
   * @param ansible knows what runs the playbooks
   * @param instead take the place of the files of their paths
   * @param known what the other files of the catalogue say; absent: they are read
   */
  LabReader(
      Path labFolder, AnsiblePins ansible, List<SourceFile> instead, Optional<Catalogue> known) {
    this.ansible = ansible;
    this.known = known;
    this.labFolder = labFolder;
    this.files = new SourceFiles(labFolder, instead, problems);
    this.environment =
        files
            .read(ConfigurationFiles.ENVIRONMENT)
            .map(it -> new EnvironmentReader(it, problems).read())
            .orElseGet(
                () ->
                    new Environment(
                        lab.tripleo.diagnostic.SourceLocation.of(ConfigurationFiles.ENVIRONMENT),
                        Map.of()));
    this.replacement = new Replacement(environment, problems);
  }

  Checked<Contact> contact() {
    return problems.conclude(
        () ->
            new Contact(
                environment.text(LAB_NAME),
                Addresses.parse(environment.text(HYPERVISOR_ADDRESS)),
                Choices.isPlatformRead(environment),
                environment.optional(PYPI_INDEX_URL)));
  }

  Checked<Catalogue> catalogue() {
    Catalogue catalogue = new CatalogueReader(files, replacement, known, problems).read();
    return problems.conclude(() -> catalogue);
  }

  Checked<Optional<LockedInputs>> locked() {
    Optional<LockFile> lock = new LockFileReader(files, problems).read();
    return problems.conclude(() -> lock.map(LockFile::inputs));
  }

  /**
   * @param anew whether it does not matter what the lock file holds, as long as it can be read
   */
  Checked<Lab> lab(Optional<FoundPlatform> rememberedPlatform, boolean anew) {
    Optional<LockFile> lock = new LockFileReader(files, problems).read();
    PinnedInputs replay = new PinnedInputs(lock.filter(it -> !anew), problems);
    PinnedChoices locked = new PinnedChoices(environment, replay);
    ImageChoice images = new ImageChoice(environment, problems);
    images.check();
    new CaBundle(labFolder, problems).check(environment.text(CA_BUNDLE), environment.at(CA_BUNDLE));
    Catalogue catalogue = new CatalogueReader(files, replacement, known, problems).read();
    Choices choices = new Choices(environment, catalogue, problems);
    Optional<String> name = choices.platform(rememberedPlatform);
    if (name.isEmpty()) {
      choices.releaseAlone();
    }
    Optional<Release> named =
        name.flatMap(
            it -> choices.release(it).flatMap(found -> locked.release(found, it, catalogue)));
    Optional<Platform> platform = name.flatMap(catalogue::platform);
    Optional<Likely> forced = platform.flatMap(it -> choices.forced(it, rememberedPlatform));
    Optional<Release> withImage = named.map(it -> locked.image(it, images.of(it)));
    Optional<String> dlrnHash = withImage.flatMap(choices::dlrnHash);
    withImage.ifPresent(it -> locked.repositories(it, dlrnHash));
    Optional<Release> release = withImage.map(locked::containers);
    Optional<Image> image = release.flatMap(images::of);
    Optional<VirtualBmc> virtualBmc =
        platform.map(it -> locked.virtualBmc(it, choices.virtualBmc(it)));
    Optional<PinnedAnsible> pinned =
        platform.flatMap(it -> release.map(chosen -> locked.ansible(it, chosen, ansible)));
    replay.warn();
    NetworksReader.Networks networks =
        new NetworksReader(files, environment, replacement, problems).read();
    VirtualMachineReader machines =
        new VirtualMachineReader(files, environment, replacement, problems);
    release.ifPresent(machines::check);
    UndercloudConfReader undercloud = new UndercloudConfReader(files, replacement, problems);
    release.ifPresent(
        it ->
            undercloud.check(
                it, catalogue, Subnets.parse(environment.text(OPENSTACK_CONTROL_PLANE_SUBNET))));
    return problems.conclude(
        () ->
            assemble(
                hypervisor(platform.orElseThrow(), forced),
                release.orElseThrow(),
                dlrnHash,
                virtualBmc.orElseThrow(),
                undercloud(undercloud.conf()),
                networks,
                machines.machine(release.orElseThrow(), image.orElseThrow()),
                pinned.orElseThrow(),
                replay.inputs()));
  }

  private Lab assemble(
      Hypervisor hypervisor,
      Release release,
      Optional<String> dlrnHash,
      VirtualBmc virtualBmc,
      Undercloud undercloud,
      NetworksReader.Networks networks,
      VirtualMachine tripleo,
      PinnedAnsible pinned,
      LockedInputs inputs) {
    return new Lab(
        environment.text(EnvironmentKey.LAB_NAME),
        hypervisor,
        networks.virtualMachines().orElseThrow(),
        networks.openstack().orElseThrow(),
        virtualBmc,
        tripleo,
        release,
        dlrnHash,
        undercloud,
        surroundings(),
        environment.optional(EnvironmentKey.NAMESERVER).flatMap(IpAddress::parse),
        environment.text(EnvironmentKey.TIMEZONE),
        pinned,
        inputs);
  }

  private Undercloud undercloud(UndercloudConf conf) {
    return new Undercloud(
        conf,
        environment.optional(EnvironmentKey.TRIPLEO_CONTAINER_TAG),
        environment.optional(EnvironmentKey.CEPH_CONTAINER_TAG),
        Duration.ofSeconds(Long.parseLong(environment.text(EnvironmentKey.TRIPLEO_INSTALL_LIMIT))));
  }

  private Hypervisor hypervisor(Platform platform, Optional<Likely> forced) {
    HypervisorAddress address = Addresses.parse(environment.text(HYPERVISOR_ADDRESS));
    Optional<String> sandboxInterface =
        Optional.of(SANDBOX_INTERFACE).filter(it -> address.isSandbox());
    boolean auto = environment.unlessAuto(HYPERVISOR_CONTROL_PLANE_INTERFACE).isEmpty();
    String scope = environment.text(EnvironmentKey.LIBVIRT_SCOPE);
    String type = environment.text(EnvironmentKey.VIRT_TYPE);
    return new Hypervisor(
        address,
        platform,
        forced,
        auto ? sandboxInterface : environment.optional(HYPERVISOR_CONTROL_PLANE_INTERFACE),
        Arrays.stream(LibvirtScope.values())
            .filter(it -> it.word().equals(scope))
            .findFirst()
            .orElseThrow(),
        Arrays.stream(VirtType.values())
            .filter(it -> it.word().equals(type))
            .findFirst()
            .orElseThrow());
  }

  private SiteNetwork surroundings() {
    return new SiteNetwork(
        environment.optional(EnvironmentKey.HTTP_PROXY),
        environment.optional(EnvironmentKey.HTTPS_PROXY),
        environment.optional(EnvironmentKey.NO_PROXY),
        environment.optional(CA_BUNDLE),
        environment.optional(EnvironmentKey.PYPI_INDEX_URL),
        environment.optional(EnvironmentKey.RDO_MIRROR).map(LabReader::withoutSlash),
        environment.optional(EnvironmentKey.CENTOS_MIRROR).map(LabReader::withoutSlash));
  }

  private static String withoutSlash(String url) {
    return url.replaceFirst("/+$", "");
  }
}
