package lab.tripleo.configuration.environment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs and MAC addresses of a lab's objects: derived from its name, the same in every run. */
public record Identity(String labName) {
  /** A random constant: with another value, no lab would recognise its objects. */
  private static final UUID NAMESPACE = UUID.fromString("5d0f4d5e-6a4f-4b0e-9a53-2f6d1c0a7b11");

  /** A UUID of RFC 4122, version 5: always the same for the same lab and object. */
  public UUID uuid(String object) {
    ByteBuffer hash = ByteBuffer.wrap(hash(object));
    long most = (hash.getLong() & ~0xF000L) | 0x5000L;
    long least = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least);
  }

  /** A MAC address from the range of QEMU (52:54:00). */
  public String mac(String object) {
    byte[] hash = hash(object);
    return String.format("52:54:00:%02x:%02x:%02x", hash[0], hash[1], hash[2]);
  }

  private byte[] hash(String object) {
    byte[] name = (labName + "/" + object).getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(16 + name.length);
    input.putLong(NAMESPACE.getMostSignificantBits());
    input.putLong(NAMESPACE.getLeastSignificantBits());
    input.put(name);
    try {
      return MessageDigest.getInstance("SHA-1").digest(input.array());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
