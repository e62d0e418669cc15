package lab.tripleo.execution;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a login with the user's own keys failed, from the messages of {@code ssh -v}. */
final class OwnKeyObstacle {
  private static final String TOO_MANY = "Too many authentication failures";
  private static final Pattern ACCEPTED_FILE =
      Pattern.compile("Server accepts key: .*?([/~]\\S+) .*");

  private OwnKeyObstacle() {}

  /** The files of the user's keys that the host accepts. */
  static List<String> acceptedFiles(List<String> messages) {
    return messages.stream()
        .flatMap(it -> ACCEPTED_FILE.matcher(it).results())
        .map(it -> it.group(1))
        .toList();
  }

  /**
   * A sentence for the user; absent if the host just does not know the keys.
   *
   * @param locked the accepted files that have a passphrase
   */
  static Optional<String> in(List<String> messages, List<String> locked) {
    if (messages.stream().anyMatch(it -> it.contains(TOO_MANY))) {
      return Optional.of(
          "sshd closes the connection after a few keys (MaxAuthTries), and ssh offered more. Remove"
              + " keys from your ssh agent (ssh-add -d), or name the right one in ~/.ssh/config with"
              + " IdentityFile and IdentitiesOnly yes");
    }
    return locked.stream()
        .findFirst()
        .map(
            it ->
                "the host accepts your key "
                    + it
                    + ", but the key has a passphrase, and this program cannot ask for it."
                    + " Add the key to your ssh agent first: ssh-add "
                    + it);
  }
}
