package lab.tripleo.configuration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The network's XML as libvirt gets it. */
final class NetworkFile {
  private NetworkFile() {}

  /** Random once, then fixed: another value would make every lab's networks strangers. */
  private static final UUID NAMESPACE = UUID.fromString("5d0f4d5e-6a4f-4b0e-9a53-2f6d1c0a7b11");

  /** The same for the same lab and network, for ever (RFC 4122, version 5). */
  static UUID uuid(String labName, String networkName) {
    byte[] name = (labName + "/" + networkName).getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(16 + name.length);
    input.putLong(NAMESPACE.getMostSignificantBits());
    input.putLong(NAMESPACE.getLeastSignificantBits());
    input.put(name);
    ByteBuffer hash = ByteBuffer.wrap(sha1(input.array()));
    long most = (hash.getLong() & ~0xF000L) | 0x5000L;
    long least = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The user's text with the identity on a line of its own after the name. */
  static String withUuid(XmlDocument document, UUID uuid) {
    String text = document.output();
    XmlElement.Span name = document.root().child("name").orElseThrow().output();
    String before = text.substring(text.lastIndexOf('\n', name.start()) + 1, name.start());
    String indent = before.isBlank() ? "\n" + before : "";
    return text.substring(0, name.end())
        + indent
        + "<uuid>"
        + uuid
        + "</uuid>"
        + text.substring(name.end());
  }
}
