package lab.tripleo.run;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A password that is used once and stored nowhere. */
final class OneTimePassword {
  private static final int BYTES = 16;

  private OneTimePassword() {}

  static String create() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
