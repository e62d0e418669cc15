package lab.tripleo.configuration.pins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.model.pins.LockedInputs.Input;
import lab.tripleo.model.pins.LockedInputs.Value;

/**
 * Prefers what the lock file holds, where that was asked for in the same words, to what is found
 * now.
 */
public final class PinnedInputs {
  private static final String UPDATE = "`tripleo-lab generate --update` takes the new ones over";

  private final Optional<LockFile> lock;
  private final Problems problems;
  private final List<Input> inputs = new ArrayList<>();

  /** By the name of the input. */
  private final Map<String, Diagnostic> warnings = new LinkedHashMap<>();

  /**
   * @param lock absent: everything is as it is found
   */
  public PinnedInputs(Optional<LockFile> lock, Problems problems) {
    this.lock = lock;
    this.problems = problems;
  }

  /** What the lab is made from, in the order in which it was {@linkplain #take taken}. */
  public LockedInputs inputs() {
    return new LockedInputs(inputs);
  }

  /**
   * What is to be used of an input.
   *
   * @param found as it is now
   * @param source where it was found
   * @param held the keys that the lock holds; the others are what the configuration itself says
   */
  Input take(Input found, String source, Set<String> held) {
    Optional<LockFile.Entry> entry = entry(found);
    Input taken = entry.map(it -> taken(found, it, held)).orElse(found);
    entry.ifPresent(it -> warn(it, found, taken, source));
    inputs.add(taken);
    return taken;
  }

  private Optional<LockFile.Entry> entry(Input found) {
    return lock.flatMap(it -> it.entry(found.name()))
        .filter(it -> it.asked().equals(found.asked()));
  }

  private static Input taken(Input found, LockFile.Entry entry, Set<String> held) {
    return new Input(
        found.name(),
        found.asked(),
        found.values().stream()
            .map(
                it ->
                    held.contains(it.key())
                        ? new Value(it.key(), entry.text(it.key()), it.note())
                        : it)
            .toList());
  }

  private void warn(LockFile.Entry entry, Input found, Input taken, String source) {
    List<Value> others =
        taken.values().stream().filter(it -> !it.resolved().equals(found.text(it.key()))).toList();
    if (others.isEmpty()) {
      return;
    }
    String what =
        others.stream()
            .map(it -> it.key() + " " + now(found, it.key()) + " instead of " + it.text())
            .collect(Collectors.joining(", "));
    warnings.put(
        found.name(),
        Diagnostic.warning(
                "lock-differs",
                entry.at(others.get(0).key()),
                source
                    + " says something else of "
                    + found.name()
                    + " now: "
                    + what
                    + "; the lab keeps to the lock")
            .withHint(UPDATE));
  }

  private static String now(Input found, String key) {
    return found.text(key).orElse(LockedInputs.NOT_RESOLVED);
  }

  /** What the lock holds for this cannot be used: an error, if it is what was taken. */
  void refuse(Input taken, String key, String code, String message) {
    warnings.remove(taken.name());
    entry(taken)
        .ifPresent(
            it ->
                problems.error(
                    code, it.at(key), message, "`tripleo-lab generate --update` resolves anew"));
  }

  /** Warns of all that was taken and is not what was found. */
  public void warn() {
    warnings.values().forEach(problems::add);
  }
}
