package lab.tripleo.configuration.machine;

import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_DISK_SIZE;

import java.util.ArrayList;
import java.util.List;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.Identity;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.network.BridgeNetworkReader;
import lab.tripleo.configuration.network.NatNetworkReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.model.Image;
import lab.tripleo.model.Release;
import lab.tripleo.model.VirtualMachine;

/**
 * The user's settings of the virtual machine `tripleo`: options of virt-install and cloud-init user
 * data. What they leave out comes from the release.
 */
public final class VirtualMachineFiles {
  private final Environment environment;
  private final VirtInstallReader.Read virtInstall;
  private final String cloudConfig;

  public VirtualMachineFiles(
      SourceFiles files, Environment environment, Replacement replacement, Problems problems) {
    this.environment = environment;
    this.virtInstall =
        files
            .read(ConfigurationFiles.VIRT_INSTALL)
            .map(it -> new VirtInstallReader(it, replacement, problems).read())
            .orElse(VirtInstallReader.Read.nothing());
    this.cloudConfig =
        files
            .read(ConfigurationFiles.CLOUD_INIT)
            .map(it -> new CloudConfigReader(it, replacement, problems).read())
            .orElse("");
  }

  /** Checks that the machine is large enough for the release's client. */
  public void check(Release release, Problems problems) {
    int least = release.undercloud().leastMemoryMib();
    virtInstall
        .memoryMib()
        .ifPresent(
            memory -> {
              if (memory < least) {
                problems.error(
                    "too-little-memory",
                    virtInstall.memoryAt().orElseThrow(),
                    memory
                        + " MiB of memory: the undercloud of release "
                        + release.name()
                        + " needs at least "
                        + least
                        + " MiB",
                    "recommended: " + release.machine().memoryMib() + " MiB");
              }
            });
  }

  /** The virtual machine; only after a check without errors. */
  public VirtualMachine machine(Release release, Image image) {
    Identity identity = new Identity(environment.labName());
    Release.Machine needs = release.machine();
    return new VirtualMachine(
        identity.uuid(VirtualMachine.NAME),
        identity.mac(VirtualMachine.NAME + "/" + NatNetworkReader.NAME),
        identity.mac(VirtualMachine.NAME + "/" + BridgeNetworkReader.NAME),
        new VirtualMachine.Disk(image, environment.text(TRIPLEO_DISK_SIZE)),
        virtInstall.memoryMib().orElse(needs.memoryMib()),
        virtInstall.vcpus().orElse(needs.vcpus()),
        options(needs),
        cloudConfig,
        environment.bootLimit());
  }

  private List<String> options(Release.Machine needs) {
    List<String> options = new ArrayList<>();
    if (!virtInstall.has("memory")) {
      options.add("--memory=" + needs.memoryMib());
    }
    if (!virtInstall.has("vcpus")) {
      options.add("--vcpus=" + needs.vcpus());
    }
    if (!virtInstall.has("os-variant", "osinfo")) {
      options.add("--os-variant=" + needs.osVariant());
    }
    options.addAll(virtInstall.arguments());
    return options;
  }
}
