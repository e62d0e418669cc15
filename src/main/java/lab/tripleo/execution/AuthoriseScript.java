package lab.tripleo.execution;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import lab.tripleo.process.Script;

/** The command that adds a public key to the current account; running it again changes nothing. */
final class AuthoriseScript {
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [A-Za-z0-9@._ -]*)?");

  static final String SUCCESS = "authorised";

  private AuthoriseScript() {}

  /** One line for any login shell; sh runs the script. A key contains no quote. */
  static String command(String publicKey) {
    if (!PUBLIC_KEY.matcher(publicKey).matches()) {
      throw new IllegalArgumentException("not a public key: " + publicKey);
    }
    byte[] script = Script.named("execution/authorise").text().getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(script);
    return "echo " + encoded + " | base64 -d | sh -s -- '" + publicKey + "'";
  }
}
