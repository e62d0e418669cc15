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
 * Runs the script that builds the cloud image in a container of its own, so that nothing is
 * installed on the orchestrator. The result leaves it through docker and not through a shared
 * folder: so it belongs to the user, whatever root of the container maps to.
 *
 * @param container a name that nobody else uses at the same time
 */
record CloudImageBuilder(
    Commands commands,
    String container,
    Map<String, String> environment,
    Consumer<String> progress) {
  private static final String RESULT = "/tripleo.qcow2";
  private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "no_proxy");

  /**
   * Builds.
   *
   * @param image the container's
   * @param to the file to be made
   */
  void build(String image, Script script, Path to) throws SandboxException, InterruptedException {
    remove(); // of a build that was killed
    try {
      SandboxException.require(
          "Could not build the cloud image",
          commands.run(arguments(image), script.text(), progress));
      SandboxException.require(
          "Could not copy the cloud image to " + to,
          commands.run("docker", "cp", container + ":" + RESULT, to.toString()));
    } finally {
      removeEvenWhenInterrupted();
    }
  }

  /**
   * The host's network, since a proxy may listen on the loopback address. The right to mount and no
   * profile that forbids it, for chroot; no other privilege.
   */
  private List<String> arguments(String image) {
    List<String> run = new ArrayList<>(List.of("docker", "run", "--name", container));
    run.addAll(List.of("--init", "--interactive", "--network", "host"));
    run.addAll(List.of("--cap-add", "SYS_ADMIN"));
    run.addAll(
        List.of("--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"));
    PROXIES.stream()
        .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
        .filter(environment::containsKey)
        // By name alone: docker reads the value, which may hold a password, from its environment.
        .forEach(name -> run.addAll(List.of("--env", name)));
    run.addAll(List.of(image, "bash", "-c", "cat >/build && exec bash /build " + RESULT));
    return run;
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

  /** What there is of it. If it stays, the next build says so: the name is taken. */
  private void remove() throws InterruptedException {
    commands.run("docker", "rm", "--force", "--volumes", container);
  }
}
