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
 * stands in for a bare machine and is reached like one, by ssh. Two labs have two sandboxes.
 */
public final class Sandbox {
  /** The state of its container. */
  public enum Status {
    ABSENT,
    STOPPED,
    RUNNING
  }

  /** Where {@link #provideCloudImage} puts the disk that virtual machines start from: a qcow2. */
  public static final String CLOUD_IMAGE = Image.OF_SANDBOX;

  private static final Duration BOOT_LIMIT = Duration.ofSeconds(90);

  private final Commands commands;
  private final SandboxName name;
  private final Path images;
  private final Consumer<String> progress;
  private final Optional<String> image;

  /**
   * A handle; nothing is done yet.
   *
   * @param labFolder tells apart the sandboxes of labs that have the same name
   * @param cacheFolder the user's folder for what can be had again; the cloud image is kept in its
   *     {@code images}, where programs that build wait for one another
   * @param progress is told what is being done, one line each
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
   * As above, of an image that the engine has already.
   *
   * @param image instead of the sandbox's own: the state that another sandbox was in
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

  /** The container's name in docker. */
  public String containerName() {
    return name.container();
  }

  /** Whether it is there. */
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

  /** Where it is reached, when it runs. */
  public Optional<Remote> address() throws SandboxException, InterruptedException {
    return status() == Status.RUNNING
        ? Optional.of(new Remote(ip(), Remote.DEFAULT_PORT))
        : Optional.empty();
  }

  /**
   * Creates or starts it as needed, and waits until sshd answers.
   *
   * @return where
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

  /** Removes it with everything in it. It is not an error when it is missing. */
  public void down() throws SandboxException, InterruptedException {
    if (status() != Status.ABSENT) {
      must(
          "Could not remove the sandbox", "docker", "rm", "--force", "--volumes", name.container());
    }
    new SandboxNetworks(commands, name).remove();
  }

  /**
   * Gives its root a password, as somebody at the console of a bare machine would.
   *
   * @param password reaches the container through standard input only
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
   * Makes sure that it has {@link #CLOUD_IMAGE}, readable by everybody in it. It must be running.
   * The first time on this machine takes about a minute, the next sandbox gets a copy in seconds,
   * and one that has it is left alone.
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
