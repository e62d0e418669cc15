package lab.tripleo.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds known secrets in a text: as they are, and in JSON, URLs and Base64. */
final class KnownSecrets {
  private static final int BYTES_OF_BASE64 = 3;
  private static final int SHORTEST_BASE64 = 8;

  /** All forms of the secrets, by the hash of their first characters; the longest first. */
  private final Map<Integer, List<String>> forms = new HashMap<>();

  /** Tells fast that no form has this hash, which is nearly always so. */
  private final boolean[] starts = new boolean[1 << Short.SIZE];

  KnownSecrets(Collection<String> secrets) {
    secrets.stream()
        .map(String::strip)
        .filter(it -> it.length() >= Redaction.SHORTEST && !it.startsWith("-----"))
        .flatMap(KnownSecrets::formsOf)
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .forEach(this::add);
  }

  private void add(String form) {
    int hash = hash(form, 0);
    forms.computeIfAbsent(hash, none -> new ArrayList<>()).add(form);
    starts[hash] = true;
  }

  /** Replaces each secret; of two that start at the same place, the longer one. */
  Redaction.Redacted mask(String text) {
    StringBuilder out = new StringBuilder();
    int count = 0;
    int copied = 0;
    int at = 0;
    while (at <= text.length() - Redaction.SHORTEST) {
      int length = lengthAt(text, at);
      if (length == 0) {
        at++;
        continue;
      }
      out.append(text, copied, at).append(Redaction.MASK);
      at += length;
      copied = at;
      count++;
    }
    return new Redaction.Redacted(
        count == 0 ? text : out.append(text, copied, text.length()).toString(), count);
  }

  /** The length of the secret at this place; 0 if there is none. */
  private int lengthAt(String text, int at) {
    int hash = hash(text, at);
    if (!starts[hash]) {
      return 0;
    }
    return forms.get(hash).stream()
        .filter(it -> text.startsWith(it, at))
        .mapToInt(String::length)
        .findFirst()
        .orElse(0);
  }

  private static int hash(String text, int at) {
    int hash = 0;
    for (int i = at; i < at + Redaction.SHORTEST; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ hash >>> Short.SIZE) & 0xffff;
  }

  private static Stream<String> formsOf(String secret) {
    // Fetched files are read byte by byte, because some are not UTF-8.
    String bytes = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    Stream<String> texts = Stream.of(secret, bytes, inJson(secret), inJson(bytes), inUrl(secret));
    return Stream.concat(
        texts, Stream.of(0, 1, 2).flatMap(before -> inBase64(secret, before)).distinct());
  }

  private static String inJson(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String inUrl(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * The characters of Base64 that only the secret decides.
   *
   * @param before number of bytes, modulo 3, that are encoded before the secret
   */
  private static Stream<String> inBase64(String text, int before) {
    byte[] secret = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[before + secret.length];
    System.arraycopy(secret, 0, bytes, before, secret.length);
    byte[] whole = Arrays.copyOf(bytes, bytes.length + BYTES_OF_BASE64);
    int from = (before * Byte.SIZE + 5) / 6;
    int to = bytes.length * Byte.SIZE / 6;
    String form = Base64.getEncoder().encodeToString(whole).substring(from, to);
    return form.length() < SHORTEST_BASE64
        ? Stream.empty()
        : Stream.of(form, form.replace('+', '-').replace('/', '_'));
  }
}
