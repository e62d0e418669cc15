package lab.tripleo.model;

import java.util.Optional;
import lab.tripleo.model.Platform.Likely;
import lab.tripleo.model.Platform.OsRelease;

/**
 * The machine that carries the lab.
 *
 * @param forced what it runs when that is not the platform, but only likely to work as it
 * @param controlPlaneInterface the second NIC, which joins the OpenStack control plane bridge;
 *     absent in a purely virtual lab
 */
public record Hypervisor(
    HypervisorAddress address,
    Platform platform,
    Optional<Likely> forced,
    Optional<String> controlPlaneInterface,
    LibvirtScope libvirtScope,
    VirtType virtType) {

  /** What it runs, for people. */
  public String systemTitle() {
    return forced.map(Likely::title).orElse(platform.title());
  }

  /** What its /etc/os-release has to say. */
  public OsRelease osRelease() {
    return forced.map(Likely::osRelease).orElse(platform.osRelease());
  }
}
