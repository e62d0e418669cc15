package lab.tripleo.model;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address; comparable within its family. */
public final class IpAddress implements Comparable<IpAddress> {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads a literal address; never asks a name server. */
  public static Optional<IpAddress> parse(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new IpAddress(InetAddress.getByName(text).getAddress()));
    } catch (UnknownHostException notALiteral) {
      return Optional.empty();
    }
  }

  public boolean isIpv4() {
    return bytes.length == 4;
  }

  /** Length in bits: 32 or 128. */
  int width() {
    return bytes.length * 8;
  }

  BigInteger number() {
    return new BigInteger(1, bytes);
  }

  static IpAddress ofNumber(BigInteger number, int width) {
    byte[] bytes = new byte[width / 8];
    byte[] digits = number.toByteArray();
    for (int i = 0; i < Math.min(bytes.length, digits.length); i++) {
      bytes[bytes.length - 1 - i] = digits[digits.length - 1 - i];
    }
    return new IpAddress(bytes);
  }

  /** The address so many places further on. */
  public IpAddress plus(long offset) {
    return ofNumber(number().add(BigInteger.valueOf(offset)), width());
  }

  /** How many places further on another IPv4 address is. */
  public long distanceTo(IpAddress other) {
    return other.number().subtract(number()).longValueExact();
  }

  @Override
  public int compareTo(IpAddress other) {
    if (width() != other.width()) {
      return Integer.compare(width(), other.width());
    }
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
