package lab.tripleo.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.LockedInputs.Input;

/** What happens to a lab's lock file, for people. */
public final class LockChanges {
  private LockChanges() {}

  /** Each value that is another one than before; nothing where there was no lock file. */
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

  /** What may still be another thing in each run; empty where nothing is. */
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
            "Not resolved, for only a host can know it: "
                + names
                + "; "
                + LockedInputs.FILE
                + " says what would fix it.");
  }
}
