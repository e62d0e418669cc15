package lab.tripleo.results;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Looks for secrets in files: as they are, in Base64, and in what is compressed. */
public final class SecretSearch {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}");

  private final Set<String> secrets;

  public SecretSearch(Collection<String> secrets) {
    this.secrets = Set.copyOf(secrets);
  }

  /** Those of the secrets that are in the files of a folder. */
  public Set<String> in(Path folder) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        found.addAll(in(Files.readAllBytes(file)));
      }
    }
    return found;
  }

  private Set<String> in(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Set<String> found = new TreeSet<>(in(text));
    BASE64.matcher(text).results().forEach(it -> found.addAll(in(decoded(it.group()))));
    byte[] unpacked = unpacked(bytes);
    if (unpacked.length > 0) {
      found.addAll(in(unpacked));
    }
    return found;
  }

  private List<String> in(String text) {
    return secrets.stream().filter(text::contains).toList();
  }

  private static String decoded(String word) {
    String base64 = word.replace('-', '+').replace('_', '/');
    String even = base64.substring(0, base64.length() / 4 * 4);
    return new String(Base64.getDecoder().decode(even), StandardCharsets.ISO_8859_1);
  }

  /** What the bytes are the compressed form of, as far as it can be read. */
  private static byte[] unpacked(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in =
        new CompressorStreamFactory(true)
            .createCompressorInputStream(new ByteArrayInputStream(bytes))) {
      in.transferTo(out);
    } catch (IOException notCompressed) {
      return out.toByteArray();
    }
    return out.toByteArray();
  }
}
