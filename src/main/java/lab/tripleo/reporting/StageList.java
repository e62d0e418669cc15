package lab.tripleo.reporting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages of one command around the one that runs.
 *
 * @param done those before it, in their order
 * @param ahead those after it, in their order
 */
public record StageList(List<Done> done, String now, List<Ahead> ahead) {
  /**
   * A stage that is over.
   *
   * @param took absent if it was skipped
   */
  public record Done(String stage, Optional<Duration> took) {
    private String text() {
      return took.map(it -> stage + " done in " + Durations.rounded(it)).orElse(stage + " skipped");
    }
  }

  /**
   * A stage that follows.
   *
   * @param usual its duration in such runs; absent if not known
   */
  public record Ahead(String stage, Optional<Duration> usual) {
    private String text() {
      return stage + usual.map(it -> " (" + TimeLeft.about(it) + ")").orElse("");
    }
  }

  public StageList {
    done = List.copyOf(done);
    ahead = List.copyOf(ahead);
  }

  /** {@code Stage 2 of 3: tripleo-prepare. prepare done in 52 s. Next: tripleo-install}. */
  public String text() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Stage " + (done.size() + 1) + " of " + (done.size() + 1 + ahead.size()) + ": " + now);
    done.forEach(it -> sentences.add(it.text()));
    if (!ahead.isEmpty()) {
      sentences.add("next: " + String.join(", ", ahead.stream().map(Ahead::text).toList()));
    }
    return String.join("; ", sentences);
  }
}
