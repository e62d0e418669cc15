package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * An undercloud with a stand-in for Ironic, its home folder, and stand-ins for sudo and systemd.
 * The programs of the virtual machine {@code tripleo} run as processes of this machine.
 */
final class FakeIronic implements AutoCloseable {
  private static final Path RESOURCES = Path.of("src/test/resources/nodes-register");
  private static final Path CLIENT = Path.of("templates/playbooks/files/simulated/openstack");
  private static final Path REGISTRAR =
      Path.of("templates/playbooks/files/registration/nodes-register");
  private static final long LIMIT_SECONDS = 120;

  /** The exit code of a program, and its two streams. */
  record Said(int code, String out, String errors) {}

  private final Path home;
  private final String python;
  private final String address;
  private final Process server;

  /**
   * @param python runs nodes-register; the others need Python 3
   */
  FakeIronic(Path home, String python) throws IOException {
    this.home = home;
    this.python = python;
    // Loopback has sixteen million addresses, and Ironic's ports are fixed.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    address = "127." + random.nextInt(1, 250) + "." + random.nextInt(250) + ".9";
    server =
        new ProcessBuilder(
                "python3",
                "-B",
                RESOURCES.resolve("fake_ironic.py").toString(),
                address,
                requestsFile().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("ready");
    fill();
  }

  private void fill() throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("tripleo-lab"));
    for (String name : List.of("sudo", "systemd-run", "systemctl")) {
      Files.copy(
          RESOURCES.resolve("bin").resolve(name),
          bin.resolve(name),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path openstack = bin.resolve("openstack");
    Files.writeString(
        openstack, "#!/bin/sh\nexec python3 -B '%s' \"$@\"\n".formatted(CLIENT.toAbsolutePath()));
    assertThat(openstack.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve("stackrc"),
        "export OS_AUTH_URL=http://%s:5000 PATH=%s:$PATH\n".formatted(address, bin)
            + "export BAREMETAL_POLL=0.05 NODES_REGISTER_POLL=0.05\n");
  }

  Path home() {
    return home;
  }

  /** The client, with the credentials of stackrc. */
  Said openstack(String... arguments) throws IOException, InterruptedException {
    List<String> argv =
        new ArrayList<>(List.of("bash", "-c", ". ~/stackrc; openstack \"$@\"", "-"));
    argv.addAll(List.of(arguments));
    return run(argv);
  }

  Said registrar(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of(python, "-B", REGISTRAR.toAbsolutePath() + ""));
    argv.addAll(List.of(arguments));
    return run(argv);
  }

  private Said run(List<String> argv) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(home, "errors", ".txt");
    ProcessBuilder builder = new ProcessBuilder(argv).directory(home.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("NODES_REGISTER_POLL", "0.05");
    builder.environment().remove("OS_AUTH_URL");
    Process process = builder.redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), out, Files.readString(errors));
  }

  /** Sets fields or faults of a node. */
  void set(String node, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + ":6385/fake/" + node))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** The requests that change something, since the last call. */
  List<String> requests() throws IOException {
    List<String> lines =
        Files.exists(requestsFile()) ? Files.readAllLines(requestsFile()) : List.of();
    Files.deleteIfExists(requestsFile());
    return lines;
  }

  private Path requestsFile() {
    return home.resolve("requests.log");
  }

  @Override
  public void close() {
    server.destroyForcibly();
  }
}
