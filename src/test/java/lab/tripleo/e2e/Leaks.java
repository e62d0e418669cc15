package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for secrets where they must not be. They are told to a search by its input only. */
final class Leaks {
  /** Reads what to look for, looks for it in files and the journal, leaves nothing behind. */
  private static final String SEARCH =
      "cat >/dev/shm/patterns; grep -rlsF -f /dev/shm/patterns --exclude=tripleo.qcow2 %s;"
          + " journalctl --quiet --no-pager --output=cat | grep -F -f /dev/shm/patterns;"
          + " rm /dev/shm/patterns";

  private final List<String> secrets;

  Leaks(List<String> secrets) {
    assertThat(secrets).isNotEmpty();
    this.secrets = List.copyOf(secrets);
  }

  /** The files of a folder that hold one of them, relative to it. */
  List<String> inFolder(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        if (isIn(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))) {
          found.add(folder.relativize(each).toString());
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return found;
  }

  boolean isIn(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  /**
   * What the search finds on the hypervisor, its disks of machines left out; nothing is as it must
   * be.
   */
  String onHypervisor(String container) {
    String places =
        "/etc /var/log /var/lib/tripleo-lab /var/cache /tmp /var/tmp /root /home /run /opt";
    RunResult search =
        Command.runWithInput(
            patterns(),
            "docker",
            "exec",
            "--interactive",
            container,
            "sh",
            "-c",
            SEARCH.formatted(places));
    String outside = Docker.must("inspect", container) + Docker.must("logs", container);
    return search.output() + (isIn(outside) ? "docker inspect or logs" : "");
  }

  /** What the search finds in the machine tripleo. */
  String inMachine(SandboxLab lab) throws IOException {
    String places = "/etc /var/log /var/lib/cloud /tmp /var/tmp /root /home /run";
    return lab.folder()
        .runWithInput(
            patterns(), "ssh", "tripleo-stack", "sudo sh -c '" + SEARCH.formatted(places) + "'")
        .output();
  }

  /**
   * What the search finds in this machine's own temporary folders, the labs' left out. Others use
   * them too: what is gone before find comes to it is no news.
   */
  String here(Path lab) {
    String script =
        "cat >/dev/shm/patterns; find /tmp /var/tmp -path \"$1\" -prune -o -type f -print0"
            + " 2>/dev/null | xargs -0 -r grep -lsF -f /dev/shm/patterns; rm /dev/shm/patterns";
    return Command.runWithInput(patterns(), "sh", "-c", script, "sh", lab.toString()).output();
  }

  private String patterns() {
    return String.join("\n", secrets) + "\n";
  }
}
