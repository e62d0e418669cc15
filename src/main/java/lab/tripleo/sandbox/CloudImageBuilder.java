package lab.tripleo.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.tripleo.process.Commands;
import lab.tripleo.process.Script;

/**
 * Builds the cloud image in a container of its own, so that nothing is installed on the
 * orchestrator. The result leaves it through docker and not through a shared folder: so it belongs
 * to the user, whatever root of the container maps to.
 *
 * @param container a name that nobody else uses at the same time
 */
record CloudImageBuilder(
    Commands commands,
    String container,
    Map<String, String> environment,
    Consumer<String> progress) {
  private static final String RESULT = "/tripleo.qcow2";
  private static final List<String> NETWORK =
      List.of("http_proxy", "https_proxy", "no_proxy", "pip_index_url");

  /**
   * Builds the image.
   *
   * @param image the image of the container
   * @param recipe a script that unpacks the files of the build
   * @param to the file to write
   */
  void build(String image, Script recipe, Path to) throws SandboxException, InterruptedException {
    remove(); // left by a killed build
    try {
      SandboxException.require(
          "Could not create the container that builds the cloud image",
          commands.run(creation(image), "", id -> {}));
      new TrustedCertificates(commands).copyTo(container);
      SandboxException.require(
          "Could not build the cloud image",
          commands.run(
              List.of("docker", "start", "--attach", "--interactive", container),
              recipe.text(),
              progress));
      SandboxException.require(
          "Could not copy the cloud image to " + to,
          commands.run("docker", "cp", container + ":" + RESULT, to.toString()));
    } finally {
      removeEvenWhenInterrupted();
    }
  }

  /**
   * Uses the host's network, because a proxy may listen on the loopback address. chroot needs the
   * capability to mount, and no profile that forbids it. podman's storage needs a volume, because
   * its file system is an overlay, which does not nest.
   */
  private List<String> creation(String image) {
    List<String> create = new ArrayList<>(List.of("docker", "create", "--name", container));
    create.addAll(List.of("--init", "--interactive", "--network", "host"));
    create.addAll(List.of("--cap-add", "SYS_ADMIN", "--volume", "/var/tmp"));
    create.addAll(
        List.of("--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"));
    NETWORK.stream()
        .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
        .filter(environment::containsKey)
        // Only the name: docker reads the value, which may hold a password, from its environment.
        .forEach(name -> create.addAll(List.of("--env", name)));
    String build = "exec bash /build/" + CloudImageRecipe.MAIN + " " + RESULT;
    create.addAll(List.of(image, "bash", "-c", "cat >/unpack && bash /unpack /build && " + build));
    return create;
  }

  private void removeEvenWhenInterrupted() {
    boolean interrupted = Thread.interrupted();
    try {
      remove();
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes the container. If this fails, the next build reports that the name is in use. */
  private void remove() throws InterruptedException {
    commands.run("docker", "rm", "--force", "--volumes", container);
  }
}
