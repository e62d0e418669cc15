package lab.tripleo.configuration.value;

import java.util.Optional;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.Subnet;

/** IPv4 networks as {@code address/prefix}, and the netmasks of libvirt. */
public final class SubnetFormat {
  /** A lab does not fit into a smaller network. */
  public static final int LONGEST_PREFIX = 27;

  public static final int SHORTEST_PREFIX = 8;

  /** An IPv4 network such as 192.168.24.0/24. */
  public static final ValueFormat<Subnet> FORMAT =
      text ->
          error(text)
              .map(ParsedValue::<Subnet>wrong)
              .orElseGet(() -> ParsedValue.of(withoutError(text)));

  private static final String CODE = "bad-subnet";

  private SubnetFormat() {}

  private static Optional<ValueError> error(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> address =
        IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).filter(IpAddress::isIpv4);
    if (slash < 0 || address.isEmpty()) {
      return Optional.of(
          ValueError.of(
              CODE, Wording.quote(text) + " is not an IPv4 network", "such as 192.168.24.0/24"));
    }
    Optional<Integer> prefix = prefix(text.substring(slash + 1));
    if (prefix.isEmpty()) {
      return Optional.of(
          ValueError.of(CODE, "the prefix length is not between 8 and 27")
              .atOffset(Math.min(slash + 1, text.length())));
    }
    Subnet subnet = Subnet.containing(address.get(), prefix.get());
    return subnet.network().equals(address.get())
        ? Optional.empty()
        : Optional.of(
            ValueError.of(
                CODE, Wording.quote(text) + " is an address inside a network", "write " + subnet));
  }

  private static Subnet withoutError(String text) {
    int slash = text.indexOf('/');
    return new Subnet(
        IpAddress.parse(text.substring(0, slash)).orElseThrow(),
        Integer.parseInt(text.substring(slash + 1)));
  }

  public static Optional<Integer> prefix(String text) {
    return Optional.of(text)
        .filter(it -> it.matches("[0-9]{1,2}"))
        .map(Integer::valueOf)
        .filter(it -> it >= SHORTEST_PREFIX && it <= LONGEST_PREFIX);
  }

  /** The prefix's length for a mask such as 255.255.255.0. */
  public static Optional<Integer> prefixOfNetmask(String text) {
    for (int length = SHORTEST_PREFIX; length <= LONGEST_PREFIX; length++) {
      IpAddress all = IpAddress.parse("255.255.255.255").orElseThrow();
      if (Subnet.containing(all, length).network().toString().equals(text)) {
        return Optional.of(length);
      }
    }
    return Optional.empty();
  }
}
