package lab.tripleo.configuration.machine;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of virt-install, from virt-install(1) of releases 1.5 (Enterprise Linux 7) to 5.0.
 */
final class VirtInstallOptions {
  private static final String IDENTITY = "it identifies this lab's virtual machine";
  private static final String DISKS = "see TRIPLEO_IMAGE_URL and TRIPLEO_DISK_SIZE in environment";
  private static final String BY_ITSELF = "the program starts the virtual machine, now and at boot";
  private static final String FROM_IMAGE = "the system comes from an image, see TRIPLEO_IMAGE_URL";
  private static final String NO_RUN = "virt-install would not create the virtual machine";

  /** Options that the program sets or that do not fit, with the reason or an alternative. */
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("name", IDENTITY),
          Map.entry("uuid", IDENTITY),
          Map.entry("metadata", IDENTITY),
          Map.entry("connect", "see LIBVIRT_SCOPE in environment"),
          Map.entry("virt-type", "see VIRT_TYPE in environment"),
          Map.entry("accelerate", "see VIRT_TYPE in environment"),
          Map.entry("disk", DISKS),
          Map.entry("nodisks", DISKS),
          Map.entry("file", DISKS),
          Map.entry("file-size", DISKS),
          Map.entry("nonsparse", DISKS),
          Map.entry("ram", "use --memory"),
          Map.entry("livecd", FROM_IMAGE),
          Map.entry("network", "the virtual machine has one interface on each network of the lab"),
          Map.entry(
              "nonetworks", "the virtual machine has one interface on each network of the lab"),
          Map.entry("mac", "the virtual machine has one interface on each network of the lab"),
          Map.entry("bridge", "the virtual machine has one interface on each network of the lab"),
          Map.entry(
              "serial", "the program writes the console to a file, to show it when the boot fails"),
          Map.entry("import", FROM_IMAGE),
          Map.entry("cdrom", FROM_IMAGE),
          Map.entry("location", FROM_IMAGE),
          Map.entry("pxe", FROM_IMAGE),
          Map.entry("install", FROM_IMAGE),
          Map.entry("unattended", FROM_IMAGE),
          Map.entry("initrd-inject", FROM_IMAGE),
          Map.entry("extra-args", FROM_IMAGE),
          Map.entry("cloud-init", "see configuration/libvirt/cloud-init/tripleo.yaml"),
          Map.entry("autostart", BY_ITSELF),
          Map.entry("autoconsole", BY_ITSELF),
          Map.entry("noautoconsole", BY_ITSELF),
          Map.entry("noreboot", BY_ITSELF),
          Map.entry("wait", BY_ITSELF),
          Map.entry("transient", "the virtual machine must survive a reboot of the hypervisor"),
          Map.entry("destroy-on-exit", "the virtual machine must stay"),
          Map.entry("reinstall", "it would overwrite the virtual machine"),
          Map.entry("dry-run", NO_RUN),
          Map.entry("print-xml", NO_RUN),
          Map.entry("print-step", NO_RUN),
          Map.entry("help", NO_RUN),
          Map.entry("version", NO_RUN));

  /** Options without a value. */
  static final Set<String> FLAGS =
      Set.of("hvm", "paravirt", "noapic", "noacpi", "debug", "quiet", "force", "nographics");

  /** Options with a value. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          """
          arch audio blkiotune boot channel check clock console controller cpu cputune events
          features filesystem graphics host-device hostdev hub idmap input iommu iothreads
          keywrap launchSecurity machine memballoon memdev memory memorybacking memtune
          numatune os-type os-variant osinfo panic parallel pm pstore qemu-commandline
          redirdev resource rng seclabel security shmem smartcard sound soundhw sysinfo
          throttle-group tpm vcpus video vsock watchdog xml
          """
              .strip()
              .split("\\s+", -1));

  /** Options that may be set only once. */
  static final Set<String> ONCE =
      Set.of("arch", "boot", "cpu", "machine", "memory", "os-variant", "osinfo", "vcpus");

  private VirtInstallOptions() {}

  /**
   * Why the user cannot set an option; absent when it is allowed. virt-install accepts
   * abbreviations, so the beginning of such an option is refused too.
   */
  static Optional<String> refusal(String option) {
    if (OURS.containsKey(option) || isKnown(option)) {
      return Optional.ofNullable(OURS.get(option));
    }
    return OURS.entrySet().stream()
        .filter(it -> it.getKey().startsWith(option))
        .min(Map.Entry.comparingByKey())
        .map(it -> "it abbreviates --" + it.getKey() + ": " + it.getValue());
  }

  static boolean isKnown(String option) {
    return FLAGS.contains(option) || WITH_VALUE.contains(option);
  }

  /** All that a user may set. */
  static Collection<String> names() {
    Set<String> names = new TreeSet<>(FLAGS);
    names.addAll(WITH_VALUE);
    return names;
  }
}
