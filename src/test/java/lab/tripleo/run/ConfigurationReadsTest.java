package lab.tripleo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import lab.tripleo.FileReads;
import lab.tripleo.cli.Program;
import lab.tripleo.cli.command.DoctorCommand;
import lab.tripleo.cli.command.SetupCommand;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.RunKind;
import lab.tripleo.model.Stage;
import lab.tripleo.process.Commands;
import lab.tripleo.terminal.ProgressKind;
import lab.tripleo.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command reads each configuration file once. */
final class ConfigurationReadsTest {
  private static final Path CONFIGURATION = Path.of("configuration");
  private static final Path LOCK = Path.of("tripleo-lab.lock");

  /** A port on which nothing listens. */
  private static final String REMOTE = "127.0.0.1:1";

  private static final RunRequest PREPARE =
      new RunRequest(
          List.of(Stage.PREPARE),
          RunKind.RUN,
          List.of(),
          false,
          false,
          new RunRequest.Access(Optional.empty(), false),
          ProgressKind.none,
          false,
          true);

  @TempDir Path folder;

  private final Terminal terminal =
      new Terminal(nowhere(), nowhere(), new Terminal.Fds(false, false, false));
  private final Commands commands = new ProgramsUntilContact();
  private Path lab;
  private LabSession labs;

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }

  @BeforeEach
  void makeLab() {
    lab = folder.resolve("lab");
    labs = new LabSession(() -> Optional.of(lab), terminal, Clock.systemUTC());
    assertThat(new Program(terminal).run("init", lab.toString())).isZero();
    assertThat(new Program(terminal).run("-C", lab.toString(), "generate")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generate",
        "generate --check",
        "generate --update",
        "generate --explain inventory/hosts.yml",
        "diagram",
        "export ../exported",
        "virsh list",
      })
  void commandsWithoutARunReadTheFilesOnce(String command) throws Exception {
    String words = command.replace("..", folder.toString());
    String[] arguments = ("-C " + lab + " " + words).split(" ", -1);
    Map<Path, Long> reads = reads(() -> new Program(terminal).run(arguments));
    reads.remove(LOCK); // generate also compares the new lock file with it
    assertOnce(reads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stages", "runs"})
  void listingCommandsReadNothing(String command) throws Exception {
    assertThat(reads(() -> new Program(terminal).run("-C", lab.toString(), command))).isEmpty();
  }

  @Test
  void doctorAndSetupReadTheFilesOnce() throws Exception {
    assertOnce(reads(() -> new DoctorCommand(labs, access(), terminal).call()));
    labs = new LabSession(() -> Optional.of(lab), terminal, Clock.systemUTC());
    assertOnce(reads(() -> new SetupCommand(labs, access(), terminal).call()));
  }

  @Test
  void runInTheSandboxReadsTheFilesOnce() throws Exception {
    assertOnce(reads(this::runUntilContact));
  }

  @Test
  void runOnAMachineReadsTheFilesOnce() throws Exception {
    useRemote();
    assertOnce(reads(this::runUntilContact));
  }

  /**
   * After first contact recognises the platform, the lab changes, but the files are not read again.
   */
  @Test
  void recognisedPlatformIsResolvedInMemory() throws Exception {
    useRemote();
    assertOnce(
        reads(
            () -> {
              assertThat(labs.labUnlessPlatformUnknown()).isEmpty();
              labs.workspace().ensure();
              labs.workspace().rememberPlatform(new FoundPlatform("el9", Optional.empty()));
              assertThat(labs.contact().detectsPlatform()).isTrue();
              assertThat(labs.platforms()).isNotEmpty();
              return assertThat(labs.lab().hypervisor().platform().name()).isEqualTo("el9");
            }));
  }

  private Map<Path, Long> reads(Callable<?> command) throws Exception {
    Map<Path, Long> reads = FileReads.count(lab, command);
    reads.keySet().removeIf(it -> !it.startsWith(CONFIGURATION) && !it.equals(LOCK));
    return reads;
  }

  private static void assertOnce(Map<Path, Long> reads) {
    assertThat(reads).hasSizeGreaterThan(15).allSatisfy((file, times) -> assertThat(times).isOne());
  }

  private void useRemote() throws IOException {
    Path environment = lab.resolve("configuration/environment");
    String text = Files.readString(environment);
    Files.writeString(
        environment,
        text.replaceFirst("(?m)^HYPERVISOR_ADDRESS=.*", "HYPERVISOR_ADDRESS=" + REMOTE));
  }

  private HostAccess access() {
    return new HostAccess(labs, new Sandboxes(labs, commands, terminal), commands, terminal);
  }

  private Void runUntilContact() {
    StageRunner runner = new StageRunner(labs, access(), null, null, terminal);
    assertThatThrownBy(() -> runner.run(PREPARE)).message().containsAnyOf("contact", "refuses");
    return null;
  }

  /** Fakes the programs that a run needs; the sandbox's container is unreachable. */
  private static final class ProgramsUntilContact implements Commands {
    @Override
    public Output run(List<String> argv, String input, Consumer<String> line)
        throws InterruptedException {
      if (argv.contains("container")) {
        throw new InterruptedException("contact");
      }
      return new Output(0, output(argv), "");
    }

    private static String output(List<String> argv) {
      if (argv.contains("command -v ansible-playbook")) {
        return "/usr/bin/ansible-playbook";
      }
      return switch (argv.get(0)) {
        case "ansible-playbook" -> "ansible-playbook [core 2.19.14]";
        case "ansible-galaxy" -> "ansible.posix community.general community.libvirt";
        default -> "";
      };
    }
  }
}
