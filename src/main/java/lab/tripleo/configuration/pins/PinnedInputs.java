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
 * Applies pins: an input that was requested in the same words keeps the value in the lock file, and
 * not what the catalogue specifies now.
 */
public final class PinnedInputs {
  private static final String UPDATE = "`tripleo-lab generate --update` updates tripleo-lab.lock";

  private final Optional<LockFile> lock;
  private final Problems problems;
  private final List<Input> inputs = new ArrayList<>();

  /** By the name of the input. */
  private final Map<String, Diagnostic> warnings = new LinkedHashMap<>();

  /**
   * @param lock absent: no pins are applied
   */
  public PinnedInputs(Optional<LockFile> lock, Problems problems) {
    this.lock = lock;
    this.problems = problems;
  }

  /** The inputs of the lab in the order in which they were {@linkplain #take pinned}. */
  public LockedInputs inputs() {
    return new LockedInputs(inputs);
  }

  /**
   * The input with its pins applied.
   *
   * @param found what the configuration gives now
   * @param source where it comes from, for a warning
   * @param held the keys that can be pinned; the others are set by the configuration itself
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
                    + " now specifies a different "
                    + found.name()
                    + ": "
                    + what
                    + "; the lab keeps what tripleo-lab.lock specifies")
            .withHint(UPDATE));
  }

  private static String now(Input found, String key) {
    return found.text(key).orElse(LockedInputs.NOT_RESOLVED);
  }

  /** Reports a pin that cannot be used. */
  void refuse(Input taken, String key, String code, String message) {
    warnings.remove(taken.name());
    entry(taken)
        .ifPresent(
            it ->
                problems.error(
                    code,
                    it.at(key),
                    message,
                    "`tripleo-lab generate --update` resolves it again"));
  }

  /** Warns of all pins that differ from what was found. */
  public void warn() {
    warnings.values().forEach(problems::add);
  }
}
