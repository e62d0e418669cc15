package lab.tripleo.configuration.machine;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of virt-install, from virt-install(1) of releases 1.5 (Enterprise Linux 7) to 5.0.
 */
final class VirtInstallOptions {
  private static final String IDENTITY = "it tells this lab's machine from others";
  private static final String DISKS = "see TRIPLEO_IMAGE_URL and TRIPLEO_DISK_SIZE in environment";
  private static final String BY_ITSELF = "the machine starts by itself, now and at boot";
  private static final String FROM_IMAGE = "the system comes from an image, see TRIPLEO_IMAGE_URL";
  private static final String NO_RUN = "it would keep virt-install from making the machine";

  /** Set by the program, each with the reason or the way to what is wanted. */
  static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("name", IDENTITY),
          Map.entry("uuid", IDENTITY),
          Map.entry("metadata", IDENTITY),
          Map.entry("connect", "see LIBVIRT_SCOPE in environment"),
          Map.entry("virt-type", "see VIRT_TYPE in environment"),
          Map.entry("accelerate", "see VIRT_TYPE in environment"),
          Map.entry("disk", DISKS),
          Map.entry("nodisks", DISKS),
          Map.entry("network", "it has one interface on each network of the lab"),
          Map.entry("nonetworks", "it has one interface on each network of the lab"),
          Map.entry("mac", "it has one interface on each network of the lab"),
          Map.entry("bridge", "it has one interface on each network of the lab"),
          Map.entry(
              "serial", "its console is kept in a file, which is shown when it does not boot"),
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
          Map.entry("transient", "it has to survive a reboot of the hypervisor"),
          Map.entry("destroy-on-exit", "it has to stay"),
          Map.entry("reinstall", "it would overwrite a machine"),
          Map.entry("dry-run", NO_RUN),
          Map.entry("print-xml", NO_RUN),
          Map.entry("print-step", NO_RUN),
          Map.entry("help", NO_RUN),
          Map.entry("version", NO_RUN));

  /** Without a value. */
  static final Set<String> FLAGS =
      Set.of("hvm", "paravirt", "noapic", "noacpi", "debug", "quiet", "force", "nographics");

  /** With a value. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "arch",
          "audio",
          "blkiotune",
          "boot",
          "channel",
          "check",
          "clock",
          "console",
          "controller",
          "cpu",
          "cputune",
          "events",
          "features",
          "filesystem",
          "graphics",
          "host-device",
          "hostdev",
          "hub",
          "idmap",
          "input",
          "iommu",
          "iothreads",
          "keywrap",
          "launchSecurity",
          "machine",
          "memballoon",
          "memdev",
          "memory",
          "memorybacking",
          "memtune",
          "numatune",
          "os-type",
          "os-variant",
          "osinfo",
          "panic",
          "parallel",
          "pm",
          "pstore",
          "qemu-commandline",
          "redirdev",
          "resource",
          "rng",
          "seclabel",
          "security",
          "shmem",
          "smartcard",
          "sound",
          "soundhw",
          "sysinfo",
          "throttle-group",
          "tpm",
          "vcpus",
          "video",
          "vsock",
          "watchdog",
          "xml");

  /** Those that make no sense twice. */
  static final Set<String> ONCE =
      Set.of("arch", "boot", "cpu", "machine", "memory", "os-variant", "osinfo", "vcpus");

  private VirtInstallOptions() {}

  static boolean isKnown(String option) {
    return FLAGS.contains(option) || WITH_VALUE.contains(option);
  }

  /** What a user may write. */
  static Collection<String> names() {
    Set<String> names = new TreeSet<>(FLAGS);
    names.addAll(WITH_VALUE);
    return names;
  }
}
