package lab.tripleo.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.model.HypervisorAddress.Remote;
import lab.tripleo.model.Image;
import lab.tripleo.process.Commands;

/**
 * A disposable hypervisor for one lab folder: a container with systemd, sshd and a second NIC. It
 * replaces a bare machine and is accessed by ssh as well. Each lab has its own sandbox.
 */
public final class Sandbox {
  /** Whether the container exists and runs. */
  public enum Status {
    ABSENT,
    STOPPED,
    RUNNING
  }

  /** The base disk of virtual machines, as qcow2; {@link #provideCloudImage} puts it there. */
  public static final String CLOUD_IMAGE = Image.OF_SANDBOX;

  private static final Duration BOOT_LIMIT = Duration.ofSeconds(90);

  private final Commands commands;
  private final SandboxName name;
  private final Path images;
  private final Consumer<String> progress;
  private final Optional<String> image;

  /**
   * Only stores its arguments.
   *
   * @param labFolder distinguishes sandboxes of labs with the same name
   * @param cacheFolder the user's cache; the cloud image is in its folder {@code images}, where one
   *     process builds at a time
   * @param progress receives a line for each step
   */
  public Sandbox(
      Commands commands,
      String labName,
      Path labFolder,
      Path cacheFolder,
      Consumer<String> progress) {
    this(commands, labName, labFolder, cacheFolder, progress, Optional.empty());
  }

  /**
   * Creates the sandbox from an image that the engine already has.
   *
   * @param image the saved state of another sandbox
   */
  public Sandbox(
      Commands commands,
      String labName,
      Path labFolder,
      Path cacheFolder,
      Consumer<String> progress,
      Optional<String> image) {
    this.commands = commands;
    this.name = SandboxName.of(labName, labFolder);
    this.images = cacheFolder.resolve("images");
    this.progress = progress;
    this.image = image;
  }

  /** The name of the docker container. */
  public String containerName() {
    return name.container();
  }

  /** Whether the container exists and runs. */
  public Status status() throws SandboxException, InterruptedException {
    Commands.Output it =
        commands.run(
            "docker", "container", "inspect", "--format", "{{.State.Running}}", name.container());
    if (!it.succeeded()) {
      requireEngine();
      return Status.ABSENT;
    }
    return it.out().strip().equals("true") ? Status.RUNNING : Status.STOPPED;
  }

  /** The address; absent unless the container runs. */
  public Optional<Remote> address() throws SandboxException, InterruptedException {
    return status() == Status.RUNNING
        ? Optional.of(new Remote(ip(), Remote.DEFAULT_PORT))
        : Optional.empty();
  }

  /**
   * Creates or starts the container if needed, and waits until sshd answers.
   *
   * @return the address of sshd
   */
  public Remote up() throws SandboxException, InterruptedException {
    switch (status()) {
      case RUNNING -> {}
      case STOPPED -> {
        progress.accept("Starting the sandbox " + name.container());
        must("Could not start the sandbox", "docker", "start", name.container());
      }
      case ABSENT -> create();
    }
    Remote address = new Remote(ip(), Remote.DEFAULT_PORT);
    new BootWait(commands, name.container(), address).await(BOOT_LIMIT);
    return address;
  }

  private void create() throws SandboxException, InterruptedException {
    String base =
        image.isPresent() ? image.get() : new SandboxImage(commands, images, progress).ensure();
    progress.accept("Creating the sandbox " + name.container());
    SandboxNetworks networks = new SandboxNetworks(commands, name);
    String ip = networks.create();
    List<String> run =
        new ArrayList<>(List.of("docker", "run", "--detach", "--name", name.container()));
    run.addAll(List.of("--hostname", "sandbox", "--network", name.management(), "--ip", ip));
    run.addAll(ContainerPrivileges.flags());
    run.addAll(List.of(base, "/sbin/init"));
    must("Could not create the sandbox", run.toArray(String[]::new));
    must(
        "Could not connect the sandbox's second NIC",
        "docker",
        "network",
        "connect",
        name.controlPlane(),
        name.container());
    new TrustedCertificates(commands).copyTo(name.container());
  }

  /** Removes the container, its networks and its data, if they exist. */
  public void down() throws SandboxException, InterruptedException {
    if (status() != Status.ABSENT) {
      must(
          "Could not remove the sandbox", "docker", "rm", "--force", "--volumes", name.container());
    }
    new SandboxNetworks(commands, name).remove();
  }

  /**
   * Sets the password of root, as a user does at the console of a bare machine.
   *
   * @param password is passed through standard input only
   */
  public void setRootPassword(String password) throws SandboxException, InterruptedException {
    Commands.Output it =
        commands.run(
            List.of("docker", "exec", "--interactive", name.container(), "chpasswd"),
            "root:" + password + "\n",
            line -> {});
    SandboxException.require("Could not set the sandbox's root password", it);
  }

  /**
   * Provides {@link #CLOUD_IMAGE} in the running container, readable by all its users. Building the
   * image takes about five minutes; later sandboxes get a copy of it in seconds.
   */
  public void provideCloudImage() throws SandboxException, InterruptedException {
    SandboxCloudImage image = new SandboxCloudImage(commands, images, System.getenv(), progress);
    CopiedCloudImage copy = new CopiedCloudImage(commands, name.container());
    if (!copy.is(image.version())) {
      Path file = image.ensure();
      progress.accept("Copying the cloud image into the sandbox");
      copy.replace(file, image.version());
    }
  }

  private String ip() throws SandboxException, InterruptedException {
    String format = "{{(index .NetworkSettings.Networks \"" + name.management() + "\").IPAddress}}";
    return must(
            "Could not find the sandbox's address",
            "docker",
            "container",
            "inspect",
            "--format",
            format,
            name.container())
        .strip();
  }

  private void requireEngine() throws SandboxException, InterruptedException {
    Commands.Output it = commands.run("docker", "version", "--format", "{{.Server.Version}}");
    if (!it.succeeded()) {
      throw new SandboxException(
          "The sandbox needs a docker engine, which does not answer: "
              + it.err().strip()
              + "\nInstall and start it with `tripleo-lab setup`, or set HYPERVISOR_ADDRESS to a machine of your own.");
    }
  }

  private String must(String what, String... argv) throws SandboxException, InterruptedException {
    return SandboxException.require(what, commands.run(argv)).out();
  }
}
