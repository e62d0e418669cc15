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

  /** The values that its /etc/os-release must have. */
  public OsRelease osRelease() {
    return forced.map(Likely::osRelease).orElse(platform.osRelease());
  }

  /** Whose libvirt runs the lab's machines. */
  public enum LibvirtScope {
    /** The stack user's own session, kept alive by a lingering session. */
    SESSION("session", "qemu:///session"),
    /** The system's libvirt. */
    SYSTEM("system", "qemu:///system");

    private final String word;
    private final String uri;

    LibvirtScope(String word, String uri) {
      this.word = word;
      this.uri = uri;
    }

    /** As written in the configuration. */
    public String word() {
      return word;
    }

    /** The connection URI for the stack user. */
    public String uri() {
      return uri;
    }

    public boolean isSession() {
      return this == SESSION;
    }
  }

  /** How machines are run: libvirt's domain types, or whichever works on the hypervisor. */
  public enum VirtType {
    /** KVM when a trial on the hypervisor shows that it works, else emulation. */
    AUTO("auto"),
    KVM("kvm"),
    /** Software emulation (TCG). */
    QEMU("qemu");

    private final String word;

    VirtType(String word) {
      this.word = word;
    }

    /** As written in the configuration. */
    public String word() {
      return word;
    }
  }
}
