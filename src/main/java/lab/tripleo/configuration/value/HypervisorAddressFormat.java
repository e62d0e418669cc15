package lab.tripleo.configuration.value;

import java.util.Optional;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.HypervisorAddress;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.model.HypervisorAddress.Sandbox;
import lab.tripleo.model.IpAddress;

/** The address of the hypervisor. */
public final class HypervisorAddressFormat {
  /** A name, an IPv4 or an [IPv6] address, each with an optional port, or {@code sandbox}. */
  public static final ValueFormat<HypervisorAddress> FORMAT =
      text ->
          error(text)
              .map(ParsedValue::<HypervisorAddress>wrong)
              .orElseGet(() -> ParsedValue.of(withoutError(text)));

  private static final String CODE = "bad-address";
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
  private static final int LONGEST_NAME = 253;

  private HypervisorAddressFormat() {}

  private static Optional<ValueError> error(String text) {
    if (text.isEmpty()) {
      return Optional.of(
          ValueError.of(
              CODE,
              "the address is empty",
              "write `sandbox` for a disposable hypervisor on this machine"));
    }
    if (text.contains("://")) {
      return Optional.of(
          ValueError.of(CODE, "this is a URL, not an address", "write only name or name:port"));
    }
    int user = text.indexOf('@');
    if (user >= 0) {
      return Optional.of(
          ValueError.of(
                  CODE,
                  "a user name is not allowed",
                  "remove '" + text.substring(0, user + 1) + "'")
              .atOffset(user));
    }
    return hostError(host(text)).or(() -> portError(text));
  }

  private static HypervisorAddress withoutError(String text) {
    if (text.equals("sandbox")) {
      return new Sandbox();
    }
    String host = host(text);
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    String port = text.substring(host.length());
    return new Remote(
        bare, port.isEmpty() ? Remote.DEFAULT_PORT : Integer.parseInt(port.substring(1)));
  }

  /** Everything before the port; brackets included. */
  private static String host(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(0, end + 1);
    }
    int colon = text.indexOf(':');
    boolean single = colon >= 0 && colon == text.lastIndexOf(':');
    return single ? text.substring(0, colon) : text;
  }

  private static Optional<ValueError> hostError(String host) {
    if (host.startsWith("[")) {
      boolean good =
          host.endsWith("]") && isIpv6(host.substring(1, host.length() - 1)) && host.length() > 2;
      return good
          ? Optional.empty()
          : Optional.of(
              ValueError.of(CODE, Wording.quote(host) + " is not an IPv6 address in brackets")
                  .atOffset(1));
    }
    if (isIpv6(host)) {
      return Optional.of(
          ValueError.of(CODE, "an IPv6 address needs brackets", "write [" + host + "]"));
    }
    if (NUMBERS.matcher(host).matches()) {
      return IpAddress.parse(host).isPresent()
          ? Optional.empty()
          : Optional.of(ValueError.of(CODE, Wording.quote(host) + " is not an IPv4 address"));
    }
    return nameError(host);
  }

  private static boolean isIpv6(String text) {
    return text.contains(":") && IpAddress.parse(text).isPresent();
  }

  private static Optional<ValueError> nameError(String host) {
    if (host.length() > LONGEST_NAME) {
      return Optional.of(ValueError.of(CODE, "the name is longer than 253 characters"));
    }
    int offset = 0;
    // A dot at the end says that the name is complete.
    String labels = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    for (String label : labels.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return Optional.of(
            ValueError.of(
                    CODE,
                    Wording.quote(host) + " is not a host name",
                    "write a name (letters, digits and '-' between dots), IPv4, [IPv6] or `sandbox`")
                .atOffset(offset));
      }
      offset += label.length() + 1;
    }
    return Optional.empty();
  }

  private static Optional<ValueError> portError(String text) {
    int start = host(text).length();
    if (start == text.length()) {
      return Optional.empty();
    }
    if (text.startsWith("sandbox:")) {
      return Optional.of(
          ValueError.of(CODE, "the sandbox has no port setting", "write only `sandbox`")
              .atOffset(start));
    }
    String port = text.substring(start + 1);
    boolean good = text.charAt(start) == ':' && port.matches("[1-9][0-9]{0,4}");
    if (good && Integer.parseInt(port) <= 65535) {
      return Optional.empty();
    }
    return Optional.of(
        ValueError.of(CODE, Wording.quote(port) + " is not a port from 1 to 65535")
            .atOffset(Math.min(start + 1, text.length())));
  }
}
