package lab.tripleo.model;

/**
 * The IPMI controller of the lab's nodes.
 *
 * @param version of the Python distribution {@code virtualbmc}
 */
public record VirtualBmc(String version) {
  /** The first UDP port of its nodes; the next ones follow it. */
  public static final int FIRST_PORT = 6230;

  /** The user by whom the undercloud switches virtual nodes. */
  public String user() {
    return "admin";
  }

  /** The first UDP port that the firewall opens for its nodes. */
  public int firstPort() {
    return FIRST_PORT;
  }

  /** The last of these ports, unless the lab's nodes need more. */
  public int lastPort() {
    return 6239;
  }
}
