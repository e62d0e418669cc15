package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks for secrets where they must not be. A search receives them through its input only. */
final class Leaks {
  /**
   * Reads secrets, looks for them in files and the journal, and leaves nothing behind. It must find
   * a file that it creates itself, as proof that the search works.
   */
  private static final String SEARCH =
      "patterns=$(mktemp -p /dev/shm); canary=$(mktemp -p /tmp); cat >$patterns;"
          + " sed -n 1p $patterns >$canary;"
          + " { %s; } | sed \"s,^$canary$,the canary,\"; rm $patterns $canary";

  private static final String FILES = "grep -rlsF -f $patterns --exclude=tripleo.qcow2 ";
  private static final String JOURNAL =
      "; journalctl --quiet --no-pager --output=cat | grep -F -f $patterns";

  private final List<String> secrets;

  Leaks(List<String> secrets) {
    assertThat(secrets).isNotEmpty();
    this.secrets = List.copyOf(secrets);
  }

  /** The files of a folder that contain a secret, as relative paths. */
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

  /** The files of a folder that contain a text, as relative paths. */
  static List<String> holding(Path folder, String text) throws IOException {
    return new Leaks(List.of(text)).inFolder(folder);
  }

  /** Asserts that a folder contains no secret of the lab and its undercloud. */
  static void noneIn(Path folder, SandboxLab lab) throws IOException {
    assertThat(new Leaks(lab.folder().secrets()).inFolder(folder)).isEmpty();
    assertThat(holding(folder, lab.undercloudPassword())).isEmpty();
  }

  boolean isIn(String text) {
    return secrets.stream().anyMatch(text::contains);
  }

  /** The matches on the hypervisor, except in disks of virtual machines. */
  String onHypervisor(String container) {
    String places =
        "/etc /var/log /var/lib/tripleo-lab /var/cache /tmp /var/tmp /root /home /run /opt";
    List<String> argv =
        List.of(
            "docker",
            "exec",
            "-i",
            container,
            "sh",
            "-c",
            SEARCH.formatted(FILES + places + JOURNAL));
    String found = found(Command.start(argv, Map.of(), patterns()).await());
    String outside = Docker.must("inspect", container) + Docker.must("logs", container);
    return found + (isIn(outside) ? "docker inspect or logs" : "");
  }

  /** The matches in the virtual machine tripleo. */
  String inMachine(SandboxLab lab) {
    return inMachine(lab, "/etc /var/log /var/lib/cloud /tmp /var/tmp /root /home /run" + JOURNAL);
  }

  /** The matches in some files of the virtual machine tripleo. */
  String inMachineFiles(SandboxLab lab, List<String> files) {
    return inMachine(lab, "$canary " + String.join(" ", files));
  }

  private String inMachine(SandboxLab lab, String places) {
    String search = "sudo sh -c '" + SEARCH.formatted(FILES + places) + "'";
    return found(lab.folder().ssh("tripleo-stack", search, patterns()));
  }

  /**
   * The matches in this machine's temporary folders, except those of labs. Other programs use these
   * folders too, so files may disappear during the search.
   */
  String here(Path lab) {
    String find =
        "find /tmp /var/tmp -path \"$1\" -prune -o -type f -print0 2>/dev/null"
            + " | xargs -0 -r grep -lsF -f $patterns";
    List<String> argv = List.of("sh", "-c", SEARCH.formatted(find), "sh", lab.toString());
    return found(Command.start(argv, Map.of(), patterns()).await());
  }

  private static String found(RunResult search) {
    assertThat(search.output()).as(search::everything).contains("the canary\n");
    return search.output().replace("the canary\n", "");
  }

  private String patterns() {
    return "of the canary alone " + UUID.randomUUID() + "\n" + String.join("\n", secrets) + "\n";
  }
}
