package lab.tripleo.orchestrator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;

/** The docker engine, which only the sandbox needs. */
record DockerEngine(Commands commands, SystemPackages packages) {
  private static final String DEBIAN = "docker.io iptables";
  private static final String RED_HAT = "moby-engine iptables";
  private static final String LOG = "/var/log/tripleo-lab-dockerd.log";
  private static final int START_SECONDS = 60;

  boolean answers() throws InterruptedException {
    return commands.run("docker", "version", "--format", "{{.Server.Version}}").succeeded();
  }

  Optional<Need> need() throws InterruptedException {
    if (answers()) {
      return Optional.empty();
    }
    String why = "runs the sandbox; not needed when HYPERVISOR_ADDRESS is a machine of your own";
    if (SystemPackages.isFound(commands, "dockerd")) {
      String how =
          packages.canInstall()
              ? "start dockerd"
              : "start it (sudo systemctl start docker) and add yourself to the group docker";
      return Optional.of(new Need("docker engine, running", why, how, packages.canInstall()));
    }
    return Optional.of(
        new Need("docker engine", why, packages.command(DEBIAN, RED_HAT), packages.canInstall()));
  }

  void install(Consumer<String> progress) throws SetupException, InterruptedException {
    if (!SystemPackages.isFound(commands, "dockerd")) {
      packages.install(DEBIAN, RED_HAT, progress);
    }
    start();
    for (int i = 0; i < START_SECONDS; i++) {
      if (answers()) {
        return;
      }
      Thread.sleep(1000);
    }
    throw new SetupException(
        "dockerd was started but does not answer after "
            + START_SECONDS
            + " s; see "
            + LOG
            + " or `journalctl -u docker`");
  }

  private void start() throws SetupException, InterruptedException {
    boolean systemd = Files.isDirectory(Path.of("/run/systemd/system"));
    Commands.Output it =
        systemd
            ? commands.run("systemctl", "enable", "--now", "docker.service")
            // Without a service manager, as in a container, start the daemon and leave it running.
            : commands.run(
                "sh",
                "-c",
                "PATH=$PATH:/usr/sbin:/sbin; setsid nohup dockerd >>\"$1\" 2>&1 </dev/null &",
                "sh",
                LOG);
    SetupException.require("Could not start the docker engine", it);
  }
}
