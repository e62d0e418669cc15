package lab.tripleo.model;

/** Where the hypervisor is reached by ssh. */
public sealed interface HypervisorAddress {
  /** The disposable hypervisor in a container; its address is only known once it is up. */
  record Sandbox() implements HypervisorAddress {
    @Override
    public String text() {
      return "sandbox";
    }
  }

  /**
   * A machine on the network, or this one.
   *
   * @param host a name or an address without brackets
   * @param port 1 to 65535
   */
  record Remote(String host, int port) implements HypervisorAddress {
    /** The port of ssh where none is given. */
    public static final int DEFAULT_PORT = 22;

    public Remote {
      if (host.isEmpty() || port < 1 || port > 65535) {
        throw new IllegalArgumentException("not an address: " + host + " port " + port);
      }
    }

    @Override
    public String text() {
      String bracketed = host.contains(":") ? "[" + host + "]" : host;
      return port == DEFAULT_PORT ? bracketed : bracketed + ":" + port;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** As the user would write it. */
  String text();

  default boolean isSandbox() {
    return this instanceof Sandbox;
  }
}
