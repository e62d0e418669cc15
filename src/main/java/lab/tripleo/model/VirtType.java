package lab.tripleo.model;

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
