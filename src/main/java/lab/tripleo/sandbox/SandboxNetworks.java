package lab.tripleo.sandbox;

import java.util.List;
import lab.tripleo.process.Commands;

/** The container's two networks: one for management, and an isolated one for the second NIC. */
record SandboxNetworks(Commands commands, SandboxName name) {
  /**
   * In 10.0.0.0/8, because a lab usually has subnets in 192.168.0.0/16 and docker in 172.16.0.0/12.
   * A fixed address keeps known_hosts and ssh.config valid after a restart.
   */
  private static final String MANAGEMENT = "10.213.";

  private static final String CONTROL_PLANE = "10.214.";
  private static final int SUBNETS = 256;

  /**
   * Creates both networks.
   *
   * @return the container's address in the management network
   */
  String create() throws SandboxException, InterruptedException {
    remove();
    int subnet = create(List.of(), MANAGEMENT, name.management());
    create(List.of("--internal"), CONTROL_PLANE, name.controlPlane());
    return MANAGEMENT + subnet + ".10";
  }

  private int create(List<String> flags, String prefix, String network)
      throws SandboxException, InterruptedException {
    Commands.Output last = new Commands.Output(1, "", "");
    for (int i = 0; i < SUBNETS; i++) {
      int subnet = (name.seed() + i) % SUBNETS;
      List<String> argv = new java.util.ArrayList<>(List.of("docker", "network", "create"));
      argv.addAll(flags);
      argv.addAll(List.of("--label", "tripleo-lab.sandbox=" + name.container()));
      argv.addAll(List.of("--subnet", prefix + subnet + ".0/24", network));
      last = commands.run(argv, "", line -> {});
      if (last.succeeded()) {
        return subnet;
      }
      if (!last.err().contains("overlap")) {
        break;
      }
    }
    throw SandboxException.of("Could not create the docker network " + network, last);
  }

  /** Removes those that exist. */
  void remove() throws SandboxException, InterruptedException {
    for (String network : List.of(name.management(), name.controlPlane())) {
      if (commands.run("docker", "network", "inspect", network).succeeded()) {
        SandboxException.require(
            "Could not remove the docker network " + network,
            commands.run("docker", "network", "rm", network));
      }
    }
  }
}
