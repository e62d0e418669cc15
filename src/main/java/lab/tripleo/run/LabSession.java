package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lab.tripleo.configuration.ConfigurationReader;
import lab.tripleo.configuration.Setting;
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
import lab.tripleo.secrets.Redaction;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.Workspace;

/** The lab that the options name, read when a command needs it. */
public final class LabSession {
  /** The one problem of a configuration that the first contact with the hypervisor solves. */
  private static final String PLATFORM_NOT_KNOWN_YET = "platform-not-known-yet";

  private final Supplier<Optional<Path>> given;
  private final Terminal terminal;
  private final ConfigurationReader reader = new ConfigurationReader(new PinnedReleases());

  /** A command reads the configuration more than once; its warnings are told once. */
  private final Set<Diagnostic> told = new HashSet<>();

  private boolean contacted;

  /**
   * @param given the folder of the option {@code -C}, once the command line is parsed
   */
  public LabSession(Supplier<Optional<Path>> given, Terminal terminal) {
    this.given = given;
    this.terminal = terminal;
  }

  /** The lab folder, absolute. */
  public Path folder() throws UserError {
    return LabFolder.find(given.get());
  }

  /** The lab; the platform must be known by now. */
  public Lab lab() throws UserError {
    return valid(read());
  }

  /** The lab as the catalogue has it now, whatever its lock file holds. */
  public Lab labAnew() throws UserError {
    Path folder = folder();
    return valid(reader.readAnew(folder, rememberedPlatform(folder)));
  }

  /** What the lab's lock file holds; nothing where there is none. */
  public Optional<LockedInputs> locked() throws UserError {
    return valid(reader.locked(folder()));
  }

  /** What each line of the lab's configuration decides. */
  public List<Setting> settings(Lab lab) throws UserError {
    return reader.settings(folder(), lab, rememberedPlatform(folder()));
  }

  /**
   * The lab, or nothing when all is well but for the platform, which is to be found on the host.
   */
  public Optional<Lab> labUnlessPlatformUnknown() throws UserError {
    Checked<Lab> checked = read();
    List<Diagnostic> errors = checked.diagnostics().stream().filter(Diagnostic::isError).toList();
    boolean onlyPlatform =
        !errors.isEmpty()
            && errors.stream().allMatch(it -> it.code().equals(PLATFORM_NOT_KNOWN_YET));
    return onlyPlatform ? Optional.empty() : Optional.of(valid(withoutPlatform(checked)));
  }

  /** What the first contact will solve is no error yet. */
  private static Checked<Lab> withoutPlatform(Checked<Lab> checked) {
    return new Checked<>(
        checked.value(),
        checked.diagnostics().stream()
            .filter(it -> !it.code().equals(PLATFORM_NOT_KNOWN_YET))
            .toList());
  }

  private Checked<Lab> read() throws UserError {
    Path folder = folder();
    return reader.read(folder, rememberedPlatform(folder));
  }

  /** The lab's state. */
  public Workspace workspace() throws UserError {
    return new Workspace(folder());
  }

  /** Takes the lab's secrets out of a text, and what looks like one. */
  Redaction redaction() throws IOException, UserError {
    return new Redaction(workspace().secretLines());
  }

  private static Optional<FoundPlatform> rememberedPlatform(Path folder) throws UserError {
    try {
      return new Workspace(folder).platform();
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
    return valid(reader.readContact(folder()));
  }

  /** From now on, an error in the configuration no longer means that nobody was contacted. */
  void contacted() {
    contacted = true;
  }

  /** All platforms of the catalogue. */
  List<Platform> platforms() throws UserError {
    return valid(reader.platforms(folder()));
  }

  private <T> T valid(Checked<T> checked) throws UserError {
    Path folder = folder();
    DiagnosticPrinter printer = new DiagnosticPrinter(at -> reader.sourceLine(folder, at));
    terminal.err().print(printer.print(checked.diagnostics().stream().filter(told::add).toList()));
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
