package lab.tripleo.generation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.tripleo.model.Lab;
import lab.tripleo.model.pins.LockedInputs;

/**
 * Inventory, playbooks and lock file of a lab. Pure: no disk, no clock; the same lab gives the same
 * bytes.
 */
public final class LabGenerator {
  /** In the order in which a reader would read them. */
  private static final List<String> FILES =
      List.of(
          "inventory/hosts.yml",
          "playbooks/library/lab_files.py",
          "playbooks/library/lab_host_info.py",
          "playbooks/library/lab_lock_info.py",
          "playbooks/library/lab_nodes.py",
          "playbooks/module_utils/lab_firewall.py",
          "playbooks/prepare.yml",
          "playbooks/files/check-bridge",
          "playbooks/files/roll-back-bridge",
          "playbooks/tripleo-prepare.yml",
          "playbooks/files/fetch-image",
          "playbooks/tripleo-install.yml",
          "playbooks/files/undercloud-install",
          "playbooks/nodes-prepare.yml",
          "playbooks/nodes-register.yml",
          "playbooks/files/registration/nodes-register",
          "playbooks/files/registration/node.py",
          "playbooks/files/registration/step.py",
          "playbooks/files/registration/undercloud.py",
          "playbooks/clean.yml",
          "playbooks/files/clean",
          "playbooks/site.yml",
          LockedInputs.FILE.toString());

  /** Replaces TripleO if the release is simulated. */
  private static final List<String> SIMULATION =
      List.of(
          "playbooks/files/simulated/openstack",
          "playbooks/files/simulated/undercloud-ironic",
          "playbooks/files/simulated/client.py",
          "playbooks/files/simulated/baremetal.py",
          "playbooks/files/simulated/overcloud_node.py");

  private final Templates templates = new Templates();

  /** All files of the lab. */
  public GeneratedLab generate(Lab lab) {
    return new GeneratedLab(files(lab).map(file -> generate(file, lab)).toList());
  }

  /** One file of the lab; absent if this lab does not have it. */
  public Optional<GeneratedFile> generate(Lab lab, Path file) {
    return files(lab)
        .filter(it -> Path.of(it).equals(file))
        .map(it -> generate(it, lab))
        .findFirst();
  }

  private static Stream<String> files(Lab lab) {
    return Stream.concat(
        FILES.stream(), lab.release().simulated() ? SIMULATION.stream() : Stream.empty());
  }

  /** Files that all labs have. */
  static List<Path> always() {
    return FILES.stream().map(Path::of).toList();
  }

  /** Files that only some labs have; {@link GeneratedTree} removes them from the others. */
  static List<Path> sometimes() {
    return SIMULATION.stream().map(Path::of).toList();
  }

  /** The folders that hold generated files and nothing else. */
  public static Stream<Path> folders() {
    return Stream.of(Path.of("inventory"), Path.of("playbooks"));
  }

  private GeneratedFile generate(String file, Lab lab) {
    return new GeneratedFile(Path.of(file), templates.text(file, Map.of("lab", lab)));
  }
}
