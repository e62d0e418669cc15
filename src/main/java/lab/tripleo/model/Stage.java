package lab.tripleo.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The steps from a bare machine to a lab, in their order; before them, the removal of a lab. */
public enum Stage {
  CLEAN("clean", "remove everything that the lab made on the hypervisor", Duration.ofHours(1)),
  PREPARE(
      "prepare",
      "make the machine a hypervisor: libvirt, networks, bridges, stack, VirtualBMC",
      Duration.ofHours(2)),
  TRIPLEO_PREPARE(
      "tripleo-prepare",
      "create the virtual machine tripleo and install the TripleO client in it",
      Duration.ofHours(4)),
  TRIPLEO_INSTALL(
      "tripleo-install",
      "install the undercloud in the virtual machine tripleo",
      Duration.ofHours(30)),
  NODES_PREPARE(
      "nodes-prepare",
      "define the virtual nodes, which stay off, and give each a BMC",
      Duration.ofHours(2)),
  NODES_REGISTER(
      "nodes-register",
      "register the nodes in Ironic, inspect them and make them available",
      Duration.ofHours(30));

  private final String word;
  private final String purpose;
  private final Duration limit;

  Stage(String word, String purpose, Duration limit) {
    this.word = word;
    this.purpose = purpose;
    this.limit = limit;
  }

  /** As on the command line and in run.json. */
  public String word() {
    return word;
  }

  /** What it does, for people. */
  public String purpose() {
    return purpose;
  }

  /** A run that takes longer is stopped. */
  public Duration limit() {
    return limit;
  }

  /** Relative to the lab folder. */
  public Path playbook() {
    return Path.of("playbooks", word + ".yml");
  }

  /** The stage of that word; absent when there is none. */
  public static Optional<Stage> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
  }
}
