package lab.tripleo.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.process.Commands;
import lab.tripleo.process.Script;

/** The cloud image inside a running sandbox, with its version in a file beside it. */
final class CopiedCloudImage {
  private static final String PART = Sandbox.CLOUD_IMAGE + ".part";

  private final Script script = Script.named("sandbox/keep-cloud-image");
  private final Commands commands;
  private final String container;

  CopiedCloudImage(Commands commands, String container) {
    this.commands = commands;
    this.container = container;
  }

  /** Whether the complete image of this version exists. */
  boolean is(String version) throws InterruptedException {
    Commands.Output it = inside("version", Sandbox.CLOUD_IMAGE);
    return it.succeeded() && it.out().strip().equals(version);
  }

  /** Replaces the image. The file of the version is missing until the new image is complete. */
  void replace(Path file, String version) throws SandboxException, InterruptedException {
    must(inside("prepare", Sandbox.CLOUD_IMAGE));
    try {
      must(commands.run("docker", "cp", file.toString(), container + ":" + PART));
      must(inside("replace", Sandbox.CLOUD_IMAGE, version));
    } catch (SandboxException failed) {
      inside("discard", Sandbox.CLOUD_IMAGE);
      throw failed;
    }
  }

  private Commands.Output inside(String... arguments) throws InterruptedException {
    List<String> argv = new ArrayList<>(List.of("docker", "exec", container));
    argv.addAll(script.command("sh", List.of(arguments)));
    return commands.run(argv, "", line -> {});
  }

  private static void must(Commands.Output output) throws SandboxException {
    SandboxException.require("Could not copy the cloud image into the sandbox", output);
  }
}
