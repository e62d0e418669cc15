package lab.tripleo.cli.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Stage;

/** What a command that takes stages accepts: their words, and {@code all}. */
final class StageWords implements Iterable<String> {
  /** All stages that make the lab. */
  private static final String ALL = "all";

  /**
   * The stages that the words name, each once, in their own order.
   *
   * @throws UserError for a word that names no stage
   */
  static List<Stage> parse(List<String> words) throws UserError {
    for (String word : words) {
      if (!word.equals(ALL) && Stage.of(word).isEmpty()) {
        throw new UserError(
            ExitCode.USAGE,
            "unknown stage \"" + word + "\"",
            "the stages are "
                + String.join(", ", new StageWords())
                + "; `tripleo-lab stages` describes them");
      }
    }
    return Arrays.stream(Stage.values())
        .filter(it -> words.contains(it.word()) || (words.contains(ALL) && it != Stage.CLEAN))
        .toList();
  }

  @Override
  public Iterator<String> iterator() {
    return Stream.concat(Arrays.stream(Stage.values()).map(Stage::word), Stream.of(ALL)).iterator();
  }
}
