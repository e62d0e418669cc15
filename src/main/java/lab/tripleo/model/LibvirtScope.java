package lab.tripleo.model;

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
