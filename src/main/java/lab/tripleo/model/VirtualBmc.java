package lab.tripleo.model;

/**
 * The IPMI controller of the lab's nodes.
 *
 * @param version of the Python distribution {@code virtualbmc}
 */
public record VirtualBmc(String version) {
  /** The first UDP port that the firewall opens for its nodes. */
  public int firstPort() {
    return 6230;
  }

  /** The last of these ports. */
  public int lastPort() {
    return 6239;
  }
}
