package lab.tripleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.configuration.ConfigurationReader;
import lab.tripleo.configuration.Setting;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.diagnostic.DiagnosticPrinter;
import lab.tripleo.model.Contact;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import lab.tripleo.model.LockedInputs;
import lab.tripleo.model.Platform;
import lab.tripleo.orchestrator.PinnedReleases;
import lab.tripleo.results.Redaction;
import lab.tripleo.workspace.Workspace;

/** The lab that the options name, read when a command needs it. */
final class Labs {
  /** The one problem of a configuration that the first contact with the hypervisor solves. */
  private static final String PLATFORM_NOT_KNOWN_YET = "platform-not-known-yet";

  private final LabOptions options;
  private final Terminal terminal;
  private final ConfigurationReader reader = new ConfigurationReader(new PinnedReleases());

  /** A command reads the configuration more than once; its warnings are told once. */
  private final Set<Diagnostic> told = new HashSet<>();

  private boolean contacted;

  Labs(LabOptions options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
  }

  /** The lab folder, absolute. */
  Path folder() throws ExpectedFailure {
    return LabFolder.find(options.folder);
  }

  /** The lab; the platform must be known by now. */
  Lab lab() throws ExpectedFailure {
    return valid(read());
  }

  /** The lab as the catalogue has it now, whatever its lock file holds. */
  Lab labAnew() throws ExpectedFailure {
    Path folder = folder();
    return valid(reader.readAnew(folder, rememberedPlatform(folder)));
  }

  /** What the lab's lock file holds; nothing where there is none. */
  Optional<LockedInputs> locked() throws ExpectedFailure {
    return valid(reader.locked(folder()));
  }

  /** What each line of the lab's configuration decides. */
  List<Setting> settings(Lab lab) throws ExpectedFailure {
    return reader.settings(folder(), lab, rememberedPlatform(folder()));
  }

  /**
   * The lab, or nothing when all is well but for the platform, which is to be found on the host.
   */
  Optional<Lab> labUnlessPlatformUnknown() throws ExpectedFailure {
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

  private Checked<Lab> read() throws ExpectedFailure {
    Path folder = folder();
    return reader.read(folder, rememberedPlatform(folder));
  }

  /** The lab's state. */
  Workspace workspace() throws ExpectedFailure {
    return new Workspace(folder());
  }

  /** Takes the lab's secrets out of a text, and what looks like one. */
  Redaction redaction() throws IOException, ExpectedFailure {
    return new Redaction(workspace().secretLines());
  }

  private static Optional<FoundPlatform> rememberedPlatform(Path folder) throws ExpectedFailure {
    try {
      return new Workspace(folder).platform();
    } catch (IOException e) {
      throw new ExpectedFailure(
          ExitCode.UNREACHABLE, "cannot read the workspace: " + e.getMessage(), "", e);
    }
  }

  /**
   * What the first contact needs; less of the configuration must be right for it than for {@link
   * #lab}.
   */
  Contact contact() throws ExpectedFailure {
    return valid(reader.readContact(folder()));
  }

  /** From now on, an error in the configuration no longer means that nobody was contacted. */
  void contacted() {
    contacted = true;
  }

  /** All platforms of the catalogue. */
  List<Platform> platforms() throws ExpectedFailure {
    return valid(reader.platforms(folder()));
  }

  private <T> T valid(Checked<T> checked) throws ExpectedFailure {
    Path folder = folder();
    DiagnosticPrinter printer = new DiagnosticPrinter(at -> reader.sourceLine(folder, at));
    terminal.err().print(printer.print(checked.diagnostics().stream().filter(told::add).toList()));
    long errors = checked.diagnostics().stream().filter(Diagnostic::isError).count();
    return checked
        .value()
        .orElseThrow(
            () ->
                new ExpectedFailure(
                    ExitCode.CONFIGURATION,
                    (errors == 1 ? "1 error" : errors + " errors")
                        + " in the configuration; "
                        + (contacted
                            ? "no stage was run"
                            : "nothing was written, nothing was contacted")));
  }
}
