package lab.tripleo.execution;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.tripleo.process.LoginShell;
import lab.tripleo.process.Script;
import lab.tripleo.process.ShellWords;

/**
 * The command that adds a public key to the current account and asks sshd what it allows; running
 * it again changes nothing.
 */
final class AuthoriseScript {
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [A-Za-z0-9@._ -]*)?");

  private static final String SUCCESS = "authorised";

  private AuthoriseScript() {}

  /** One line for any login shell; sh runs the script. */
  static String command(String publicKey) {
    if (!PUBLIC_KEY.matcher(publicKey).matches()) {
      throw new IllegalArgumentException("not a public key: " + publicKey);
    }
    List<String> argv = Script.named("execution/authorise").command("sh", List.of(publicKey));
    return LoginShell.markedLine(ShellWords.line(argv) + " && " + sshdPolicy());
  }

  /** A command in the syntax of sh. */
  static String sshdPolicy() {
    return ShellWords.line(Script.named("execution/sshd-policy").command("sh", List.of()));
  }

  /** What sshd allows; empty if the key was not written. */
  static Optional<SshdPolicy> outcome(List<String> output) {
    List<String> answer = LoginShell.answer(output);
    return answer.isEmpty() || !answer.get(0).equals(SUCCESS)
        ? Optional.empty()
        : Optional.of(SshdPolicy.parse(answer.subList(1, answer.size())));
  }
}
