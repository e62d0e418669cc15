package lab.tripleo.execution;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** The command that adds a public key to the account it runs as; a second time changes nothing. */
final class AuthoriseScript {
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [A-Za-z0-9@._ -]*)?");

  /** Written beside and renamed, so that a full disk costs no key that is there. */
  private static final String SCRIPT =
      """
      set -eu
      umask 077
      key='%s'
      body='%s'
      mkdir -p "$HOME/.ssh"
      chmod 700 "$HOME/.ssh"
      file="$HOME/.ssh/authorized_keys"
      if [ -L "$file" ]; then file=$(readlink -f "$file"); fi
      if [ -d "$file" ]; then echo "$file is a folder" >&2; exit 1; fi
      if [ ! -f "$file" ] || ! grep -v '^[[:space:]]*#' "$file" | grep -qF "$body"; then
        new="$file.tripleo-lab.$$"
        trap 'rm -f "$new"' EXIT
        { if [ -f "$file" ]; then cat "$file"; [ -z "$(tail -c 1 "$file")" ] || echo; fi; } > "$new"
        printf '%%s\\n' "$key" >> "$new"
        chmod 600 "$new"
        mv -f "$new" "$file"
      fi
      chmod 600 "$file"
      if command -v restorecon > /dev/null 2>&1; then restorecon -R "$HOME/.ssh" || true; fi
      echo authorised
      """;

  static final String SUCCESS = "authorised";

  private AuthoriseScript() {}

  /** One line for any login shell; whatever that is, sh does the work. */
  static String command(String publicKey) {
    if (!PUBLIC_KEY.matcher(publicKey).matches()) {
      throw new IllegalArgumentException("not a public key: " + publicKey);
    }
    String body = publicKey.split(" ", 3)[1];
    byte[] script = SCRIPT.formatted(publicKey, body).getBytes(StandardCharsets.UTF_8);
    return "echo " + Base64.getEncoder().encodeToString(script) + " | base64 -d | sh";
  }
}
