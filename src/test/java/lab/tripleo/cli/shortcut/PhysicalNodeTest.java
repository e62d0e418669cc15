package lab.tripleo.cli.shortcut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.process.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that runs ipmitool for a physical node, with a stand-in for ipmitool. */
final class PhysicalNodeTest {
  @TempDir private Path home;

  private record Said(int code, String out) {}

  @BeforeEach
  void writeTheNodesFile() throws IOException {
    Files.writeString(
        home.resolve("nodes.json"),
        """

        {"nodes": [
          {"name": "compute-0", "pm_addr": "192.168.122.1", "pm_port": "6230", "pm_user": "admin", "pm_password": "no"},
          {"name": "rack1", "pm_addr": "2001:db8::20", "pm_port": "623", "pm_user": "root", "pm_password": " a$b`c\\"'\\\\ "}
        ]}
        """);
    Path program = Files.createDirectory(home.resolve("bin")).resolve("ipmitool");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$IPMI_PASSWORD\" \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Said ipmitool(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("python3"));
    all.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(Script.named("shortcuts/ipmitool-physical").command("sh", all))
            .redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().merge("PATH", home.resolve("bin") + ":", (old, own) -> own + old);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), out);
  }

  @Test
  void settingsComeFromTheNodesFileAndThePasswordByTheEnvironment() throws Exception {
    assertThat(ipmitool("rack1", "power", "status"))
        .isEqualTo(
            new Said(
                0,
                " a$b`c\"'\\ \n-I\nlanplus\n-H\n2001:db8::20\n-p\n623\n-U\nroot\n-E\npower\nstatus\n"));
  }

  @Test
  void unknownNodeIsAnErrorWithARemedy() throws Exception {
    Said said = ipmitool("rack2", "power", "status");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("lacks node rack2", "tripleo-lab run nodes-register");
  }
}
