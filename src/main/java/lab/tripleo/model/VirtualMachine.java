package lab.tripleo.model;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import lab.tripleo.files.Sha256;

/**
 * The virtual machine {@code tripleo}, in which the undercloud is installed.
 *
 * @param uuid its identity in libvirt; derived from the lab's name, so it differs from those of
 *     other labs
 * @param controlPlaneMac of its first interface, on the virtual machine control plane, by which
 *     DHCP knows it; derived from the lab's name, as is the other
 * @param openstackMac of its second interface, on the OpenStack control plane
 * @param disk what it starts from and how large its disk becomes
 * @param memoryMib in MiB, as in the options
 * @param vcpus virtual CPUs, as in the options
 * @param options of virt-install, one argument each, without those that the program sets
 * @param cloudConfig the user's cloud-config in canonical YAML, without its first line
 * @param bootLimit how long it may take to answer after it was started
 */
public record VirtualMachine(
    UUID uuid,
    String controlPlaneMac,
    String openstackMac,
    Disk disk,
    int memoryMib,
    int vcpus,
    List<String> options,
    String cloudConfig,
    Duration bootLimit) {

  /** Its name in libvirt, in DNS and as a host. */
  public static final String NAME = "tripleo";

  public VirtualMachine {
    options = List.copyOf(options);
  }

  /**
   * Identifies the settings of a virtual machine: 64 hexadecimal digits. An unfinished machine is
   * only completed if it was made with the same settings.
   */
  public String settingsSum() {
    return Sha256.of(disk + "\n" + options + "\n" + cloudConfig).hex();
  }

  /**
   * The system disk.
   *
   * @param image where it comes from
   * @param size a number and M, G or T (powers of 1024), as qemu-img takes it
   */
  public record Disk(Image image, String size) {
    /** The size in bytes. */
    public long sizeBytes() {
      long number = Long.parseLong(size.substring(0, size.length() - 1));
      int shift = 10 * ("KMGT".indexOf(size.charAt(size.length() - 1)) + 1);
      return number << shift;
    }
  }
}
