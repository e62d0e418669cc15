package lab.tripleo.cli.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.RunWatch;
import lab.tripleo.terminal.ProgressKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "watch",
    description = "Follow a run of another terminal, or replay one that is over.",
    footer = {
      "",
      "It reads the run's record and changes nothing. Ctrl-C ends only the watching. Each stage of"
          + " `run all` is a run of its own.",
      "",
      "Exit codes: that of the run, so that `tripleo-lab watch && COMMAND` continues only after a"
          + " success; 130 if the run was killed, or for Ctrl-C; 2 if there is no such run."
    })
public final class WatchCommand implements Callable<Integer> {
  private final RunWatch watch;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description =
          "A run of `tripleo-lab runs`, or latest (default: the active one; with --speed, the"
              + " newest).")
  Optional<String> wanted = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "N",
      converter = Speed.class,
      description =
          "Replay a run that is over N times as fast as it was; 0 or max: at once (default: 1).")
  Optional<Double> speed = Optional.empty();

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES} (default: auto: live on a terminal, else plain).")
  ProgressKind progress = ProgressKind.auto;

  public WatchCommand(RunWatch watch) {
    this.watch = watch;
  }

  @Override
  public Integer call() throws IOException, UserError {
    return watch.watch(wanted, speed, progress);
  }

  /** A number from 0 to 10,000, or {@code max}. */
  static final class Speed implements ITypeConverter<Double> {
    private static final double HIGHEST = 10_000;

    @Override
    public Double convert(String text) {
      double speed = text.equals("max") ? 0 : number(text);
      if (!(speed >= 0 && speed <= HIGHEST)) {
        throw wrong(text);
      }
      return speed;
    }

    private static double number(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw wrong(text);
      }
    }

    private static TypeConversionException wrong(String text) {
      return new TypeConversionException(
          "'" + text + "' is not a speed: a number from 0 to 10000, or max");
    }
  }
}
