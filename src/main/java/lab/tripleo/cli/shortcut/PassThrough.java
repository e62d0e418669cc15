package lab.tripleo.cli.shortcut;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shortcuts whose arguments belong to another program, even those that look like options of
 * this one.
 */
public final class PassThrough {
  private static final Set<String> COMMANDS =
      Set.of("ssh", "rsync", "virsh", "vbmc", "ipmitool", "openstack", "podman");
  private static final Set<String> TAKES_VALUE = Set.of("-C", "--color");
  private static final Set<String> FLAGS =
      Set.of("-q", "--quiet", "-v", "--verbose", "--stacktrace");
  private static final Set<String> HELP = Set.of("-h", "--help");

  private PassThrough() {}

  /** Inserts {@code --} after the name of a shortcut, unless the only argument asks for help. */
  public static String[] separated(String... arguments) {
    int command = position(arguments);
    if (command < 0 || !COMMANDS.contains(arguments[command])) {
      return arguments;
    }
    List<String> all = new ArrayList<>(List.of(arguments));
    boolean help = all.size() == command + 2 && HELP.contains(all.get(command + 1));
    if (!help) {
      all.add(command + 1, "--");
    }
    return all.toArray(String[]::new);
  }

  /**
   * The first word that is no option; absent too if an option before it does more than to change
   * how a command works, such as {@code --help}.
   */
  public static Optional<String> command(String... arguments) {
    int position = position(arguments);
    return position >= 0 && onlySettings(List.of(arguments).subList(0, position))
        ? Optional.of(arguments[position])
        : Optional.empty();
  }

  private static boolean onlySettings(List<String> options) {
    for (int i = 0; i < options.size(); i++) {
      if (TAKES_VALUE.contains(options.get(i))) {
        i++;
      } else if (!FLAGS.contains(options.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static int position(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (TAKES_VALUE.contains(arguments[i])) {
        i++;
      } else if (!arguments[i].startsWith("-")) {
        return i;
      }
    }
    return -1;
  }
}
