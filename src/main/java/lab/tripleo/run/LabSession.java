package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.tripleo.configuration.Configuration;
import lab.tripleo.configuration.ConfigurationReader;
import lab.tripleo.configuration.LineEffect;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.DiagnosticPrinter;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.model.Contact;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Platform;
import lab.tripleo.model.pins.LockedInputs;
import lab.tripleo.orchestrator.PinnedReleases;
import lab.tripleo.process.ShellWords;
import lab.tripleo.secrets.Redaction;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.RunLock;
import lab.tripleo.workspace.Runs;
import lab.tripleo.workspace.Workspace;

/** The lab folder of this command and its configuration. The files are read once. */
public final class LabSession {
  private final Supplier<Optional<Path>> given;
  private final Terminal terminal;
  private final Clock clock;
  private Optional<Configuration> configuration = Optional.empty();

  /** Several answers of the configuration share warnings; each is printed once. */
  private final Set<Diagnostic> printed = new HashSet<>();

  private boolean contacted;

  /**
   * @param given the folder of the option {@code -C}, once the command line is parsed
   */
  public LabSession(Supplier<Optional<Path>> given, Terminal terminal, Clock clock) {
    this.given = given;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** The lab folder, absolute. */
  public Path folder() throws UserError {
    return LabFolder.find(given.get());
  }

  /**
   * A path of the lab as the user can use it: relative to the current folder if it is there,
   * otherwise absolute.
   */
  public Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  /** The start of a command line of this program for the same lab. */
  String program() {
    return "tripleo-lab"
        + given.get().map(it -> " -C " + ShellWords.quote(it.toString())).orElse("");
  }

  private Configuration configuration() throws UserError {
    if (configuration.isEmpty()) {
      ConfigurationReader reader = new ConfigurationReader(new PinnedReleases());
      configuration = Optional.of(reader.read(folder()));
    }
    return configuration.get();
  }

  /** The lab; the platform must be known by now. */
  public Lab lab() throws UserError {
    return valid(configuration().lab(recognisedPlatform()));
  }

  /** The lab as the catalogue specifies it now; the lock file is ignored. */
  public Lab labWithoutPins() throws UserError {
    return valid(configuration().labWithoutPins(recognisedPlatform()));
  }

  /** The contents of the lab's lock file when it was read; nothing where there is none. */
  public Optional<LockedInputs> locked() throws UserError {
    return valid(configuration().lockedInputs());
  }

  /** Keeps a run from replacing pins that somebody changed while it prepared. */
  void requireUnchangedLockFile() throws UserError {
    if (!configuration().isLockFileUnchanged()) {
      throw new UserError(
          ExitCode.CONFIGURATION,
          LockedInputs.FILE + " changed while this command prepared; no stage was run",
          "run it again: it will read the new file");
    }
  }

  /** What each line of the lab's configuration affects. */
  public List<LineEffect> lineEffects(Lab lab) throws UserError {
    return configuration().lineEffects(lab, recognisedPlatform());
  }

  /**
   * All files and folders that decide what is generated: the configuration, and what was found at
   * the hypervisor. Absent if a warning was printed, which the next command must print too.
   */
  Optional<List<Path>> sourcesOfLab() throws UserError {
    if (!printed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.concat(
                configuration().sources().stream().map(folder()::resolve),
                Stream.of(workspace().platformFile()))
            .toList());
  }

  /** The lab; absent where only its platform is missing, which is to be read from the host. */
  public Optional<Lab> labUnlessPlatformUnknown() throws UserError {
    return valid(configuration().labIfPlatformIsKnown(recognisedPlatform()));
  }

  /** The lab's state. */
  public Workspace workspace() throws UserError {
    Workspace workspace = new Workspace(folder());
    if (Files.isDirectory(workspace.folder()) && !Files.isReadable(workspace.folder())) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "you may not read " + workspace.folder() + ", which has the state of this lab",
          "run the command as the user who owns it, or create a lab of your own with `tripleo-lab"
              + " init DIR`");
    }
    return workspace;
  }

  Clock clock() {
    return clock;
  }

  /** Takes the run lock; its file names the command. */
  public RunLock lock(String command) throws IOException, UserError {
    return RunLock.take(workspace(), command, clock);
  }

  public Runs runs() throws UserError {
    return new Runs(workspace(), clock);
  }

  public RunHistory history() throws IOException, UserError {
    return RunHistory.of(workspace(), clock);
  }

  /** Takes the lab's secrets out of a text, and what looks like one. */
  Redaction redaction() throws IOException, UserError {
    return new Redaction(workspace().secretLines());
  }

  /** Read each time: the first contact may have changed it. */
  private Optional<FoundPlatform> recognisedPlatform() throws UserError {
    try {
      return workspace().platform();
    } catch (IOException e) {
      throw new UserError(
          ExitCode.UNREACHABLE, "cannot read the workspace: " + e.getMessage(), "", e);
    }
  }

  /**
   * What the first contact needs; less of the configuration must be right for it than for {@link
   * #lab}.
   */
  public Contact contact() throws UserError {
    return valid(configuration().contact());
  }

  /** Messages must not say any more that nothing was contacted. */
  void contacted() {
    contacted = true;
  }

  /** All platforms of the catalogue. */
  List<Platform> platforms() throws UserError {
    return valid(configuration().platforms());
  }

  private <T> T valid(Checked<T> checked) throws UserError {
    DiagnosticPrinter printer = new DiagnosticPrinter(configuration()::sourceLine);
    terminal
        .err()
        .print(printer.print(checked.diagnostics().stream().filter(printed::add).toList()));
    long errors = checked.diagnostics().stream().filter(Diagnostic::isError).count();
    return checked
        .value()
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.CONFIGURATION,
                    (errors == 1 ? "1 error" : errors + " errors")
                        + " in the configuration; "
                        + (contacted
                            ? "no stage was run"
                            : "nothing was written, nothing was contacted")));
  }
}
