package lab.tripleo.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Makes the files of {@code real-plan/RELEASE} with secrets that nobody else has. */
public final class RealPlan {
  private static final Path TEMPLATES = Path.of("src/test/resources/real-plan");
  private static final Pattern PLACE =
      Pattern.compile("@(?:([a-z-]+:))?([A-Z][A-Za-z0-9]*)(:base64)?@");
  private static final int BYTES = 32;

  private final Map<String, String> secrets = new TreeMap<>();
  private final Random random = new Random();
  private final Path templates;

  /**
   * Prepares a release.
   *
   * @param release the name of its folder
   */
  public RealPlan(String release) {
    this.templates = TEMPLATES.resolve(release);
  }

  /** All secrets in the files that were written. */
  public Collection<String> secrets() {
    return List.copyOf(secrets.values());
  }

  /** Writes the files below a folder that stands for the root of the host. */
  public void write(Path root) throws IOException {
    for (Path template : files(templates)) {
      Path file = root.resolve(templates.relativize(template).toString());
      Files.createDirectories(file.getParent());
      Files.writeString(file, PLACE.matcher(Files.readString(template)).replaceAll(this::text));
    }
    addWhatIsNoText(root.resolve("home/stack"));
  }

  private String text(MatchResult place) {
    String secret = secrets.computeIfAbsent(place.group(2), this::secret);
    String whole = (place.group(1) == null ? "" : place.group(1)) + secret;
    return Matcher.quoteReplacement(
        place.group(3) == null
            ? whole
            : Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8)));
  }

  private String secret(String name) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String text = Base64.getEncoder().encodeToString(bytes);
    if (name.startsWith("Ceph")) {
      return "AQ" + text.substring(0, 36).replace('=', 'a') + "==";
    }
    if (name.endsWith("Fernet")) {
      return Base64.getUrlEncoder().encodeToString(bytes);
    }
    return name.endsWith("Line1") || name.endsWith("Kek")
        ? text
        : text.replaceAll("[^A-Za-z0-9]", "q").substring(0, 25);
  }

  /** The plan as an archive, in Git's objects and in a database, with and without their names. */
  private static void addWhatIsNoText(Path home) throws IOException {
    Path plan;
    try (Stream<Path> all = Files.walk(home)) {
      plan =
          all.filter(it -> it.toString().contains("undercloud-ansible")).findFirst().orElseThrow();
    }
    Path output = plan.getParent();
    ByteArrayOutputStream everything = new ByteArrayOutputStream();
    int number = 0;
    for (Path file : files(output)) {
      byte[] content = Files.readAllBytes(file);
      everything.write(content);
      write(plan.resolve(".git/objects/" + (10 + number) + "/" + number++ + "f3a9"), zlib(content));
    }
    byte[] all = everything.toByteArray();
    write(output.resolve("undercloud-install-20261128151434.tar.bzip2"), gzip(all));
    write(plan.resolve("backup"), gzip(all));
    write(plan.resolve("objects.log"), zlib(all));
    write(output.resolve("heat_launcher/tripleo_deploy-x/heat.sqlite.db"), sqlite(all));
    write(plan.resolve("state"), sqlite(all));
    write(
        plan.resolve("vars.yaml"),
        "$ANSIBLE_VAULT;1.1;AES256\n3334\n".getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zlib(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream zip = new DeflaterOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] sqlite(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    return out.toByteArray();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
