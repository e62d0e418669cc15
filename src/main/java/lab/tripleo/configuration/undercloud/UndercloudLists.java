package lab.tripleo.configuration.undercloud;

import java.util.regex.Pattern;
import lab.tripleo.configuration.format.IniOption;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;

/**
 * Checks the form of lists in undercloud.conf. oslo.config splits them at commas and strips spaces
 * around the items; brackets and quotes are parts of the items (oslo_config/types.py).
 */
record UndercloudLists(Problems problems) {
  /** The only list with brackets: ListOpt(bounds=True) of Dict(bounds=True). */
  private static final String HOST_ROUTES = "host_routes";

  private static final String WORD = "[^\\s\\[\\]{},'\"]+";
  private static final Pattern ROUTE =
      Pattern.compile(
          "\\{\\s*(?:destination\\s*:\\s*%1$s\\s*,\\s*nexthop|nexthop\\s*:\\s*%1$s\\s*,\\s*destination)\\s*:\\s*%1$s\\s*\\}"
              .formatted(WORD));

  private static final Pattern BETWEEN_ROUTES = Pattern.compile("(?<=\\})\\s*,\\s*");

  /** A word; brackets only around the IPv6 address of a host with a port. */
  private static final Pattern ITEM =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.]+\\]:)?[^\\s\\[\\]{}'\"]+");

  /** Whether oslo.config reads the text as one item without brackets, quotes and spaces. */
  static boolean isItem(String text) {
    return ITEM.matcher(text).matches();
  }

  /** Whether the form of the list is not reported as an error. */
  static boolean isList(IniOption option) {
    return option.items().stream().allMatch(UndercloudLists::isItem);
  }

  void check(IniOption option) {
    if (option.name().equals(HOST_ROUTES)) {
      routes(option);
    } else if (option.items().contains("")) {
      problems.error(
          "empty-item",
          option.valueAt(),
          option.name() + " has an empty item",
          "separate items with one ',', without one at the end");
    } else {
      option.items().stream()
          .filter(it -> !isItem(it))
          .findFirst()
          .ifPresent(
              it ->
                  problems.error(
                      "bad-item",
                      option.valueAt(),
                      "the client reads " + Wording.quote(it) + " as one item of " + option.name(),
                      "separate items with ',', without brackets and quotes"));
    }
  }

  private void routes(IniOption option) {
    String value = option.value().strip();
    boolean bounded = value.length() > 1 && value.startsWith("[") && value.endsWith("]");
    String inside = bounded ? value.substring(1, value.length() - 1).strip() : "";
    boolean good =
        inside.isEmpty()
            || BETWEEN_ROUTES.splitAsStream(inside).allMatch(it -> ROUTE.matcher(it).matches());
    if (!bounded || !good) {
      problems.error(
          "bad-routes",
          option.valueAt(),
          HOST_ROUTES + " is not a list of routes in brackets",
          "such as [{destination: 10.10.10.0/24, nexthop: 192.168.24.1}]");
    }
  }
}
