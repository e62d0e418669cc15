package lab.tripleo.model;

import java.math.BigInteger;

/**
 * An IP network.
 *
 * @param network its first address, host bits zero
 * @param prefix length in bits
 */
public record Subnet(IpAddress network, int prefix) {
  public Subnet {
    if (prefix < 0 || prefix > network.width()) {
      throw new IllegalArgumentException("prefix length " + prefix);
    }
    if (!of(network, prefix, true).equals(network)) {
      throw new IllegalArgumentException("host bits set: " + network + "/" + prefix);
    }
  }

  /** The network that an address with this prefix length is in. */
  public static Subnet containing(IpAddress address, int prefix) {
    return new Subnet(of(address, prefix, true), prefix);
  }

  private static IpAddress of(IpAddress address, int prefix, boolean first) {
    int hostBits = address.width() - prefix;
    BigInteger masked = address.number().shiftRight(hostBits).shiftLeft(hostBits);
    BigInteger end = BigInteger.ONE.shiftLeft(hostBits).subtract(BigInteger.ONE);
    return IpAddress.ofNumber(first ? masked : masked.or(end), address.width());
  }

  /** The last address; the broadcast address in IPv4. */
  public IpAddress last() {
    return of(network, prefix, false);
  }

  public boolean contains(IpAddress address) {
    return address.width() == network.width()
        && address.compareTo(network) >= 0
        && address.compareTo(last()) <= 0;
  }

  /** Whether a host can have the address: it is neither the first nor the last. */
  public boolean containsHost(IpAddress address) {
    return contains(address) && !address.equals(network) && !address.equals(last());
  }

  public boolean overlaps(Subnet other) {
    return contains(other.network) || other.contains(network);
  }

  /** CIDR notation. */
  @Override
  public String toString() {
    return network + "/" + prefix;
  }
}
