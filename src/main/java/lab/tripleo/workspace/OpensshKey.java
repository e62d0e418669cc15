package lab.tripleo.workspace;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * OpenSSH's format of private keys without a passphrase (PROTOCOL.key). The JDK creates the keys,
 * so that a lab has them before ssh-keygen is installed.
 */
final class OpensshKey {
  private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final String END = "-----END OPENSSH PRIVATE KEY-----";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final int BLOCK = 8;
  private static final int KEY_BYTES = 32;
  private static final String ED25519 = "ssh-ed25519";

  private OpensshKey() {}

  /** The key is unusable; the message is a sentence for the user. */
  static final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
      super(message);
    }
  }

  /** Creates an ed25519 key. */
  static String create(String comment, SecureRandom random) {
    KeyPair pair = pair();
    byte[] open = lastBytes(pair.getPublic().getEncoded());
    byte[] seed = lastBytes(pair.getPrivate().getEncoded());
    byte[] blob = new Wire().string(ED25519).bytes(open).done();
    int check = random.nextInt();
    Wire hidden = new Wire().number(check).number(check).string(ED25519).bytes(open);
    hidden.bytes(concat(seed, open)).string(comment);
    for (byte pad = 1; hidden.size() % BLOCK != 0; pad++) {
      hidden.octet(pad);
    }
    Wire whole = new Wire().raw(MAGIC).string("none").string("none").string("");
    whole.number(1).bytes(blob).bytes(hidden.done());
    String base64 = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(whole.done());
    return BEGIN + "\n" + base64 + "\n" + END + "\n";
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException everyJdkSince15HasIt) {
      throw new IllegalStateException(everyJdkSince15HasIt);
    }
  }

  /** Both encodings of the JDK, PKCS 8 and SubjectPublicKeyInfo, end with the bare key. */
  private static byte[] lastBytes(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The public half, {@code type base64}, of a private key of any type. */
  static String publicHalf(String text) throws UnusableKeyException {
    try {
      ByteBuffer in = ByteBuffer.wrap(Base64.getMimeDecoder().decode(body(text)));
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new UnusableKeyException("is damaged");
      }
      if (!word(in).equals("none")) {
        throw new UnusableKeyException("has a passphrase, and a run cannot ask for it");
      }
      word(in);
      word(in);
      in.getInt();
      byte[] blob = field(in);
      ByteBuffer hidden = ByteBuffer.wrap(field(in));
      String type = word(ByteBuffer.wrap(blob));
      int check = hidden.getInt();
      if (check != hidden.getInt() || !word(hidden).equals(type)) {
        throw new UnusableKeyException("is damaged");
      }
      return type + " " + Base64.getEncoder().encodeToString(blob);
    } catch (BufferUnderflowException | IllegalArgumentException broken) {
      throw new UnusableKeyException("is damaged");
    }
  }

  private static String body(String text) throws UnusableKeyException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (text.isBlank()) {
      throw new UnusableKeyException("is empty");
    }
    if (begin < 0 || end < begin) {
      throw new UnusableKeyException("is not a private key in OpenSSH's format");
    }
    return text.substring(begin + BEGIN.length(), end);
  }

  private static byte[] field(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String word(ByteBuffer in) {
    return new String(field(in), StandardCharsets.US_ASCII);
  }

  /** ssh's wire format: each string follows its length. */
  private static final class Wire {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Wire octet(byte octet) {
      out.write(octet);
      return this;
    }

    Wire raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Wire number(int number) {
      return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    Wire bytes(byte[] bytes) {
      return number(bytes.length).raw(bytes);
    }

    Wire string(String text) {
      return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    int size() {
      return out.size();
    }

    byte[] done() {
      return out.toByteArray();
    }
  }
}
