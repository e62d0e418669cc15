package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the clean script like the playbook, for a lab that this machine does not have. Tests only
 * plans and wrong arguments, so nothing is removed. systemctl and pgrep are stubs.
 */
final class CleanScriptTest {
  private static final Path SCRIPT = Path.of("templates/playbooks/files/clean");
  private static final String UUID = "5f0c9b0e-3a51-4c0e-9d55-0a2b8f4b7c11";
  private static final String OPTIONS =
      "--lab=not-here --lab-id=id-of-no-lab --uuid="
          + UUID
          + " --libvirt-unit=libvirtd.service --bridge-helper=/usr/lib/qemu/qemu-bridge-helper";

  @TempDir private Path folder;

  private record Output(int exitCode, String out, String err) {}

  @BeforeEach
  void makeStubs() throws IOException {
    stub("systemctl", "echo \"$1\" >>" + folder.resolve("systemctl.calls"));
    stub("pgrep", "exit 1");
  }

  @ParameterizedTest
  @CsvSource({
    "plan, --lab is missing",
    OPTIONS + ", a section is missing",
    OPTIONS + " everything, unknown section everything",
    OPTIONS + " --force plan, unknown option --force",
    OPTIONS + " --uuid= plan, --uuid= needs a value",
    "--lab=not-here --lab-id=x plan, --uuid is missing"
  })
  void wrongArgumentsAreRefused(String arguments, String message) throws Exception {
    Output output = run(arguments);
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).startsWith("clean: " + message + "\n\nUsage: clean OPTION...");
    assertThat(output.out()).isEmpty();
    assertThat(folder.resolve("systemctl.calls")).doesNotExist();
  }

  @Test
  void planOfAnAbsentLabIsEmptyAndStartsNothing() throws Exception {
    Output output = run(OPTIONS + " plan");
    assertThat(output.exitCode()).as(output.err()).isZero();
    assertThat(output.out().lines()).allMatch(it -> it.startsWith("stays: "));
    assertThat(Files.readAllLines(folder.resolve("systemctl.calls"))).containsOnly("list-units");
  }

  /** The script's own arguments contain the UUID too. */
  @Test
  void planListsARunningMachineWithoutADefinition() throws Exception {
    assertThat(run(OPTIONS + " plan").out()).doesNotContain(UUID);
    long pid = ProcessHandle.current().pid();
    stub("pgrep", "case $* in *'-uuid " + UUID + "('*) echo " + pid + " ;; *) exit 1 ;; esac");
    assertThat(run(OPTIONS + " plan").out())
        .contains("process of a virtual machine " + UUID + "\n");
  }

  private void stub(String name, String body) throws IOException {
    Path stub = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(stub, "#!/bin/sh\n" + body + "\n");
    assertThat(stub.toFile().setExecutable(true)).isTrue();
  }

  private Output run(String arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("bash", "-s", "--"));
    argv.addAll(Arrays.asList(arguments.split(" ")));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .redirectInput(SCRIPT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Output(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
