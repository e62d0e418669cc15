package lab.tripleo.run;

import java.util.List;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.workspace.RunRecord;

/** Two different runs of the same stage and kind: a run is not compared with a check. */
public record RunPair(RunRecord before, RunRecord after) {

  /**
   * The runs that the user names.
   *
   * @param wanted up to two, as in {@link RunHistory#find}. The second defaults to the newest run
   *     of the same stage and kind. Without any, these are the newest run and the one before it
   * @throws UserError when there are no such runs, or they cannot be compared
   */
  static RunPair of(RunHistory history, List<String> wanted) throws UserError {
    if (wanted.isEmpty()) {
      RunRecord newest = history.find(Optional.empty());
      return new RunPair(earlierThan(newest, history), newest);
    }
    RunRecord first = history.find(Optional.of(wanted.get(0)));
    RunRecord second =
        wanted.size() > 1 ? history.find(Optional.of(wanted.get(1))) : newestLike(first, history);
    return checked(new RunPair(first, second));
  }

  private static RunRecord earlierThan(RunRecord run, RunHistory history) throws UserError {
    return history.records().stream()
        .filter(it -> isLike(it, run) && it.number() < run.number())
        .findFirst()
        .orElseThrow(
            () -> refused(run.target().title() + " ran only once", "run it again to compare"));
  }

  private static RunRecord newestLike(RunRecord run, RunHistory history) {
    return history.records().stream().filter(it -> isLike(it, run)).findFirst().orElse(run);
  }

  private static boolean isLike(RunRecord one, RunRecord other) {
    return one.target().title().equals(other.target().title());
  }

  private static RunPair checked(RunPair it) throws UserError {
    if (it.before.id().equals(it.after.id())) {
      throw refused(
          it.before.id() + " is the only run to compare; it is the newest of its stage",
          "name an earlier run first: `tripleo-lab runs` lists them");
    }
    if (!isLike(it.before, it.after)) {
      throw refused(
          "run "
              + it.before.id()
              + " is of "
              + it.before.target().title()
              + ", run "
              + it.after.id()
              + " of "
              + it.after.target().title(),
          "name two runs of the same stage; a check compares with a check");
    }
    return it;
  }

  private static UserError refused(String message, String hint) {
    return new UserError(ExitCode.USAGE, message, hint);
  }
}
