package lab.tripleo.configuration.machine;

import static lab.tripleo.configuration.environment.EnvironmentKey.LAB_NAME;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_BOOT_LIMIT;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_DISK_SIZE;

import java.time.Duration;
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

/** Reads what the user says of the machine `tripleo`; what is left out, the release knows. */
public final class VirtualMachineReader {
  private final Environment environment;
  private final Problems problems;
  private final VirtInstallReader.Read virtInstall;
  private final String cloudConfig;

  public VirtualMachineReader(
      SourceFiles files, Environment environment, Replacement replacement, Problems problems) {
    this.environment = environment;
    this.problems = problems;
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

  /** Whether the release's client would refuse to work in it. */
  public void check(Release release) {
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
                        + " MiB of memory: release "
                        + release.name()
                        + " installs no undercloud in less than "
                        + least,
                    "it is at ease with " + release.machine().memoryMib());
              }
            });
  }

  /** The machine; only when there were no problems. */
  public VirtualMachine machine(Release release, Image image) {
    Identity identity = new Identity(environment.text(LAB_NAME));
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
        Duration.ofSeconds(Long.parseLong(environment.text(TRIPLEO_BOOT_LIMIT))));
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
