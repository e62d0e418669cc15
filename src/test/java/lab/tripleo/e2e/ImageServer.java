package lab.tripleo.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Serves disk images inside a sandbox, until the sandbox ends; see the script {@code
 * e2e/image-server}.
 */
final class ImageServer {
  private static final String FOLDER = "/srv/images";
  private static final int PORT = 8099;

  private final SandboxLab lab;

  private ImageServer(SandboxLab lab) {
    this.lab = lab;
  }

  static ImageServer start(SandboxLab lab) {
    ImageServer server = new ImageServer(lab);
    lab.asRoot("mkdir -p " + FOLDER);
    Docker.mustWithInput(
        program(),
        "exec",
        "--interactive",
        lab.container(),
        "sh",
        "-ec",
        "cat >%s/server; chmod +x %s/server".formatted(FOLDER, FOLDER));
    Docker.must(
        "exec", "--detach", lab.container(), FOLDER + "/server", FOLDER, Integer.toString(PORT));
    Instant end = Instant.now().plusSeconds(20);
    while (server.refuses() && Instant.now().isBefore(end)) {
      Command.pause(Duration.ofMillis(200));
    }
    return server;
  }

  private boolean refuses() {
    return lab.tryAsStack("exec 3<>/dev/tcp/127.0.0.1/" + PORT).exitCode() != 0;
  }

  private static String program() {
    try (InputStream in = ImageServer.class.getResourceAsStream("/e2e/image-server")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Offers the output of a shell command, written to {@code $file}; returns its SHA-256 checksum.
   */
  String offer(String name, String command) {
    String file = FOLDER + "/" + name;
    lab.asRoot("file=" + file + "; " + command);
    return sum(name);
  }

  /** The SHA-256 checksum of an offered file. */
  String sum(String name) {
    return lab.asRoot("sha256sum " + FOLDER + "/" + name).split(" ", 2)[0];
  }

  /** The size in bytes. */
  long size(String name) {
    return Long.parseLong(lab.asRoot("stat --format %s " + FOLDER + "/" + name));
  }

  /**
   * The URL of a file.
   *
   * @param way ranges, whole, refusing, cut or half
   */
  String url(String way, String name) {
    return "http://127.0.0.1:" + PORT + "/" + way + "/" + name;
  }

  /** From now on, sends only the start of the file. */
  void hold(String name, long bytes) {
    lab.asRoot("echo " + bytes + " >" + FOLDER + "/" + name + ".hold");
  }

  void release(String name) {
    lab.asRoot("rm " + FOLDER + "/" + name + ".hold");
  }

  /** A line for each request so far: its path and first byte. */
  String requests() {
    return lab.asRoot("cat " + FOLDER + "/requests");
  }
}
