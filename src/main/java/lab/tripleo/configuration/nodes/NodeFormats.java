package lab.tripleo.configuration.nodes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.tripleo.configuration.catalogue.ReleaseReader;
import lab.tripleo.configuration.network.BridgeNetworkReader;
import lab.tripleo.configuration.network.NatNetworkReader;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ParsedValue;
import lab.tripleo.configuration.value.ValueError;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.model.BootMode;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.NodeRole;
import lab.tripleo.model.VirtualBmc;

/** The formats of the values in nodes.yaml. */
final class NodeFormats {
  static final int LAST_PORT = 65535;

  /** Upper case breaks host names (Launchpad 1978356); virsh takes a number for an ID. */
  static final ValueFormat<String> NAME =
      ValueFormats.matching(
          "[a-z]([a-z0-9-]{0,56}[a-z0-9])?",
          "bad-node-name",
          "a name of a node: a letter, then letters, digits and '-', in lower case, at most 58");

  static final ValueFormat<NodeRole> ROLE = ValueFormats.oneOf(NodeRole.values(), NodeRole::word);
  static final ValueFormat<BootMode> BOOT_MODE =
      ValueFormats.oneOf(BootMode.values(), BootMode::word);
  static final ValueFormat<String> NETWORK =
      ValueFormats.oneOf(BridgeNetworkReader.NAME, NatNetworkReader.NAME);
  static final ValueFormat<Boolean> FLAG =
      ValueFormats.oneOf("true", "false").map(Boolean::parseBoolean);

  static final ValueFormat<Integer> COUNT =
      number("[1-9][0-9]{0,2}|1000", "bad-count", "a number of nodes, from 1 to 1000");
  static final ValueFormat<Integer> CPUS =
      number("[1-9][0-9]{0,2}", "bad-cpus", "a number of CPUs, from 1 to 999");
  static final ValueFormat<Integer> MEMORY =
      number("[1-9][0-9]{2,6}", "bad-memory", "a number of MiB, from 100 to 9999999");
  static final ValueFormat<Integer> DISK =
      number("[1-9][0-9]{0,4}", "bad-disk", "a size in GiB, from 1 to 99999");
  static final ValueFormat<Integer> CONCURRENCY = ReleaseReader.CONCURRENCY.map(Integer::parseInt);
  static final ValueFormat<Integer> TIMEOUT = ReleaseReader.TIMEOUT.map(Integer::parseInt);
  static final ValueFormat<Integer> PORT = port(1);
  static final ValueFormat<Integer> VIRTUAL_PORT = port(VirtualBmc.FIRST_PORT);

  /** IPMI carries 16 bytes. */
  static final ValueFormat<String> USER =
      ValueFormats.matching(
          "[A-Za-z0-9._@-]{1,16}",
          "bad-user",
          "a user of IPMI: at most 16 letters, digits, '.', '_', '@' and '-'");

  /** The program hides the content of these files in all that it shows and keeps. */
  static final ValueFormat<Path> PASSWORD_FILE =
      ValueFormats.matching(
              "workspace/passwords/[A-Za-z0-9][A-Za-z0-9@._-]*",
              "bad-password-file",
              "of the form workspace/passwords/NAME")
          .map(Path::of);

  /** A MAC address in lower case. */
  static final ValueFormat<String> MAC =
      ValueFormat.ofText(NodeFormats::mac).map(it -> it.toLowerCase(Locale.ROOT));

  static final ValueFormat<IpAddress> BMC_ADDRESS =
      text -> {
        ParsedValue<IpAddress> parsed = ValueFormats.IP_ADDRESS.parse(text);
        Optional<ValueError> error = bmcAddress(text, parsed);
        return error.isPresent() ? new ParsedValue<>(Optional.empty(), error) : parsed;
      };

  private static final Pattern MAC_FORM = Pattern.compile("([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");
  private static final Pattern LOOPBACK = Pattern.compile("127\\..*|0\\.0\\.0\\.0|(0:){7}[01]");

  private NodeFormats() {}

  private static ValueFormat<Integer> number(String regex, String code, String expected) {
    return ValueFormats.matching(regex, code, expected).map(Integer::parseInt);
  }

  private static ValueFormat<Integer> port(int least) {
    return ValueFormat.ofText(
            text ->
                text.matches("[1-9][0-9]{0,4}")
                        && Integer.parseInt(text) >= least
                        && Integer.parseInt(text) <= LAST_PORT
                    ? Optional.<ValueError>empty()
                    : Optional.of(
                        ValueError.of(
                            "bad-port",
                            Wording.quote(text) + " is not a UDP port",
                            "a number from " + least + " to " + LAST_PORT)))
        .map(Integer::parseInt);
  }

  private static Optional<ValueError> mac(String text) {
    if (!MAC_FORM.matcher(text).matches()) {
      return Optional.of(
          ValueError.of(
              "bad-mac",
              Wording.quote(text) + " is not a MAC address",
              "write six pairs of hexadecimal digits with ':', in quotes"));
    }
    boolean group = (Integer.parseInt(text.substring(1, 2), 16) & 1) == 1;
    return group || text.matches("[0:]+")
        ? Optional.of(
            ValueError.of(
                "not-a-nic",
                Wording.quote(text) + " is not the MAC address of one NIC",
                "the second digit of such an address is even"))
        : Optional.empty();
  }

  /** Ironic ignores a loopback address of a BMC; a prefix length passes the import (LP 1774232). */
  private static Optional<ValueError> bmcAddress(String text, ParsedValue<IpAddress> parsed) {
    if (text.contains("/")) {
      return Optional.of(
          ValueError.of(
              "bad-bmc-address",
              Wording.quote(text) + " has a prefix length",
              "write the address alone: " + text.replaceFirst("/.*", "")));
    }
    boolean loopback =
        parsed.value().filter(it -> LOOPBACK.matcher(it.toString()).matches()).isPresent();
    return loopback
        ? Optional.of(
            ValueError.of(
                "not-a-bmc-address",
                Wording.quote(text) + " leads to the host that uses it",
                "write the address at which the undercloud reaches the BMC"))
        : parsed.error();
  }

  /** Why IPMI cannot carry a password; empty if it can. */
  static Optional<String> passwordProblem(String password) {
    if (password.isEmpty()) {
      return Optional.of("is empty");
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > 20) {
      return Optional.of("has more than 20 bytes");
    }
    if (!password.chars().allMatch(it -> it > ' ' && it <= '~')) {
      return Optional.of("has a blank, or a character that is not ASCII");
    }
    return Optional.empty();
  }
}
