package lab.tripleo.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.LockedInputs.Input;

/** Describes changes of the lock file for people. */
public final class LockFileChanges {
  private LockFileChanges() {}

  /** One line for each pinned value that changed; empty when there was no lock file before. */
  public static List<String> between(Optional<LockedInputs> before, LockedInputs after) {
    return after.inputs().stream()
        .flatMap(
            it -> before.flatMap(old -> old.input(it.name())).stream().flatMap(old -> of(old, it)))
        .toList();
  }

  private static Stream<String> of(Input before, Input after) {
    return after.values().stream()
        .filter(it -> !it.resolved().equals(before.text(it.key())))
        .map(
            it ->
                after.name()
                    + " "
                    + it.key()
                    + ": "
                    + before.text(it.key()).orElse(LockedInputs.NOT_RESOLVED)
                    + " -> "
                    + it.text());
  }

  /** A sentence on the values that are not pinned and may differ in each run; absent if all are. */
  public static Optional<String> notResolved(LockedInputs inputs) {
    String names =
        inputs.inputs().stream()
            .flatMap(
                input ->
                    input.values().stream()
                        .filter(it -> it.resolved().isEmpty())
                        .map(it -> input.name() + " " + it.key()))
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not pinned, because it can only be resolved on the host: "
                + names
                + "; "
                + LockedInputs.FILE
                + " lists the settings that pin it.");
  }
}
