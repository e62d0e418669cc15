package lab.tripleo.orchestrator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.process.Commands;

/** The user's ansible-playbook on the PATH. */
record AnsibleOnPath(Commands commands) {
  /**
   * An ansible-playbook that was found.
   *
   * @param name for messages
   * @param objection why it does not fit; absent if it fits
   */
  record Seen(Path playbook, String name, Optional<String> objection) {}

  /** The first ansible-playbook on the PATH; absent if there is none. */
  Optional<Seen> look(AnsibleChoice choice) throws InterruptedException {
    Commands.Output where = commands.run("sh", "-c", "command -v ansible-playbook");
    if (!where.succeeded()) {
      return Optional.empty();
    }
    Path playbook = Path.of(where.out().strip());
    Optional<AnsibleCore> core =
        AnsibleCore.saidIn(commands.run("ansible-playbook", "--version").out());
    if (core.isEmpty()) {
      return Optional.of(new Seen(playbook, "", Optional.of("its version is unknown")));
    }
    Optional<String> objection = choice.objection(core.get());
    return Optional.of(
        new Seen(
            playbook,
            core.get().toString(),
            objection.isPresent() ? objection : missingCollections()));
  }

  private Optional<String> missingCollections() throws InterruptedException {
    String there = commands.run("ansible-galaxy", "collection", "list").out();
    List<String> missing =
        PinnedAnsible.COLLECTIONS.stream().filter(it -> !there.contains(it)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("it lacks the collections " + String.join(", ", missing));
  }
}
