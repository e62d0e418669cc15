package lab.tripleo.results;

import java.util.List;

/**
 * A host to fetch from.
 *
 * @param name of its folder, which is also what it is to the collecting script
 * @param shell argument list that starts a shell as root there, which reads its script from
 *     standard input; marks its answer as {@link lab.tripleo.process.LoginShell} does
 */
public record Source(String name, List<String> shell) {
  public Source {
    shell = List.copyOf(shell);
  }
}
