package lab.tripleo.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.process.Commands;

/** The cloud image inside a running sandbox, with its version in a file beside it. */
final class CopiedCloudImage {
  private static final String VERSION = Sandbox.CLOUD_IMAGE + ".version";
  private static final String PART = Sandbox.CLOUD_IMAGE + ".part";

  private final Commands commands;
  private final String container;

  CopiedCloudImage(Commands commands, String container) {
    this.commands = commands;
    this.container = container;
  }

  /** Whether it is there, whole and of this version. */
  boolean is(String version) throws InterruptedException {
    Commands.Output it =
        inside("test -s \"$1\" && cat \"$2\"", List.of(Sandbox.CLOUD_IMAGE, VERSION));
    return it.succeeded() && it.out().strip().equals(version);
  }

  /** Puts this file in its place. The version is away while the two do not belong together. */
  void replace(Path file, String version) throws SandboxException, InterruptedException {
    must(inside("mkdir -p \"${1%/*}\" && rm -f \"$1\"", List.of(PART)));
    try {
      must(commands.run("docker", "cp", file.toString(), container + ":" + PART));
      must(
          inside(
              "rm -f \"$3\" && chown 0:0 \"$1\" && chmod 0644 \"$1\" && mv -f \"$1\" \"$2\" && echo \"$4\" >\"$3\"",
              List.of(PART, Sandbox.CLOUD_IMAGE, VERSION, version)));
    } catch (SandboxException failed) {
      inside("rm -f \"$1\"", List.of(PART));
      throw failed;
    }
  }

  private Commands.Output inside(String script, List<String> arguments)
      throws InterruptedException {
    List<String> argv = new ArrayList<>(List.of("docker", "exec", container));
    argv.addAll(List.of("sh", "-c", script, "sh"));
    argv.addAll(arguments);
    return commands.run(argv, "", line -> {});
  }

  private static void must(Commands.Output output) throws SandboxException {
    if (!output.succeeded()) {
      throw SandboxException.of("Could not copy the cloud image into the sandbox", output);
    }
  }
}
