package lab.tripleo.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.files.Sha256;

/**
 * A disk image of a system with cloud-init.
 *
 * @param url {@code http:}, {@code https:} or {@code file:}, or an absolute path on the hypervisor
 * @param sha256 its SHA-256 sum, 64 small hexadecimal digits; absent: used without a check
 */
public record Image(String url, Optional<String> sha256) {
  /** Path of the image that the sandbox builds for itself. */
  public static final String OF_SANDBOX = "/srv/sandbox/tripleo.qcow2";

  /** By the last part of a file's name. */
  private static final Map<String, String> UNPACKERS =
      Map.of("bz2", "bzip2", "gz", "gzip", "xz", "xz", "zst", "zstd");

  private static final int LONGEST_NAME = 80;
  private static final int SUM_SHOWN = 12;

  public Image {
    if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 sum: " + sha256.get());
    }
  }

  /** Whether it is on the hypervisor already. */
  public boolean isLocal() {
    return url.startsWith("/") || url.startsWith("file:");
  }

  /** Its URL, also where a path was given. */
  public String source() {
    if (!url.startsWith("/")) {
      return url;
    }
    try {
      return new URI("file", "", url, null).toASCIIString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The program that unpacks it, if its name tells that it is compressed. */
  public Optional<String> unpacker() {
    String name = lastPart();
    int dot = name.lastIndexOf('.');
    return Optional.ofNullable(UNPACKERS.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  private String lastPart() {
    return url.replaceFirst("[?#].*", "").replaceFirst(".*/", "");
  }

  /**
   * The name under which it is kept: the last part of its URL, without the ending of a compressed
   * file, and a sum that tells it from others of that name. Letters, digits, '.', '_' and '-' only.
   */
  public String fileName() {
    String last = unpacker().isEmpty() ? lastPart() : lastPart().replaceFirst("\\.[^.]*$", "");
    String plain = last.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    String sum = Sha256.of(url + "\n" + sha256.orElse("")).hex(SUM_SHOWN);
    return "image-" + sum + (cut.isEmpty() ? "" : "-" + cut);
  }
}
