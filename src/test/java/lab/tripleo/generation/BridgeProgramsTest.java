package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the programs that check the bridge and roll it back in a folder. The programs that change
 * the network are stand-ins that log their arguments. End-to-end tests of {@code prepare} use real
 * ones.
 */
final class BridgeProgramsTest {
  private static final Path PROGRAMS = Path.of("playbooks/files");
  private static final List<String> STAND_INS =
      List.of("systemctl", "networkctl", "nmcli", "ip", "find");

  @TempDir private Path folder;

  @BeforeEach
  void install() throws IOException {
    for (String name : List.of("bin", "marks/network", "marks/made", "config", "devices")) {
      Files.createDirectories(folder.resolve(name));
    }
    for (String name : STAND_INS) {
      Path program = folder.resolve("bin").resolve(name);
      String log = name.equals("find") ? "" : "echo " + name + " \"$*\" >>\"$LOG\"\n";
      Files.writeString(program, "#!/bin/sh\n" + log);
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(folder.resolve("log"), "");
    Files.copy(PROGRAMS.resolve("check-bridge"), network("check-bridge"));
    Files.copy(PROGRAMS.resolve("roll-back-bridge"), network("roll-back"));
    Files.writeString(network("armed"), "");
  }

  private Path network(String name) {
    return folder.resolve("marks/network").resolve(name);
  }

  private void settings(String backend, String port, String... files) throws IOException {
    String text =
        """
        BACKEND=%s
        BRIDGE=br
        INTERFACE=%s
        FOLDER=%s
        FILES="%s"
        MARK_UNIT=mark.service
        NETWORKD_SETTINGS=%s
        """;
    Path config = folder.resolve("config");
    Files.writeString(
        network("settings"),
        text.formatted(
            backend, port, config, String.join(" ", files), config.resolve("networkd.conf")));
    for (String file : files) {
      Files.writeString(network(file), file);
      Files.writeString(config.resolve(file), file);
    }
  }

  private void kernelHasTheBridge() throws IOException {
    Path bridge = Files.createDirectories(folder.resolve("devices/br/bridge"));
    Files.writeString(bridge.resolve("stp_state"), "0\n");
    Path port = Files.createDirectories(folder.resolve("devices/eth1"));
    Files.createSymbolicLink(port.resolve("master"), Path.of("../br"));
  }

  @Test
  void configuredBridgePassesTheCheck() throws Exception {
    settings("systemd-networkd", "eth1", "10-br.netdev", "10-br.network");
    kernelHasTheBridge();
    assertThat(program("check-bridge", 0)).isEmpty();
    assertThat(log()).containsExactly("systemctl --quiet is-enabled systemd-networkd.service");
  }

  @Test
  void reportsTheFirstDifference() throws Exception {
    settings("systemd-networkd", "eth1", "10-br.netdev");
    assertThat(program("check-bridge", 1)).contains("Bridge br is not set up: it does not exist");
    kernelHasTheBridge();
    Files.writeString(network("wait-online"), "enabled");
    assertThat(program("check-bridge", 1))
        .contains("systemd-networkd-wait-online was not restored");
    Files.delete(folder.resolve("devices/eth1/master"));
    assertThat(program("check-bridge", 1)).contains("eth1 is not its port");
    Files.writeString(folder.resolve("config/10-br.netdev"), "another");
    assertThat(program("check-bridge", 1)).contains("10-br.netdev differs from");
  }

  @Test
  void rollsBackNetworkManager() throws Exception {
    settings("NetworkManager", "eth1", "br.nmconnection", "br-port.nmconnection");
    program("roll-back", 0);
    assertThat(log())
        .containsExactly(
            "systemctl disable --now mark.service",
            "nmcli connection delete br-port",
            "nmcli connection delete br");
    assertThat(folder.resolve("config")).isEmptyDirectory();
  }

  @Test
  void rollsBackNetworkScripts() throws Exception {
    settings("network-scripts", "eth1", "ifcfg-br", "ifcfg-eth1");
    Files.writeString(folder.resolve("marks/made/ifcfg-eth1"), "as it was");
    program("roll-back", 0);
    assertThat(log())
        .containsExactly(
            "systemctl disable --now mark.service",
            "ip link set dev eth1 nomaster",
            "ip link delete dev br");
    assertThat(folder.resolve("config/ifcfg-br")).doesNotExist();
    assertThat(folder.resolve("config/ifcfg-eth1")).hasContent("as it was");
  }

  @Test
  void rollsBackNetworkd() throws Exception {
    settings("systemd-networkd", "", "10-br.netdev");
    Files.writeString(folder.resolve("config/networkd.conf"), "");
    program("roll-back", 0);
    assertThat(log())
        .containsExactly(
            "systemctl disable --now mark.service", "networkctl reload", "ip link delete dev br");
    assertThat(folder.resolve("config")).isEmptyDirectory();
  }

  @Test
  void stopsNetworkdThatTheLabStarted() throws Exception {
    settings("systemd-networkd", "eth1", "10-br.netdev");
    Files.writeString(folder.resolve("marks/made/systemd-networkd"), "");
    program("roll-back", 0);
    assertThat(log())
        .containsExactly(
            "systemctl disable --now mark.service",
            "systemctl disable --now systemd-networkd.service systemd-networkd.socket",
            "ip link set dev eth1 nomaster",
            "ip link delete dev br");
    assertThat(folder.resolve("marks/made")).isEmptyDirectory();
  }

  @Test
  void rollsBackOnlyWhatThePlaybookHasNotKept() throws Exception {
    settings("systemd-networkd", "eth1", "10-br.netdev");
    kernelHasTheBridge();
    Files.delete(network("armed"));
    program("roll-back", 0);
    assertThat(log()).isEmpty();
    assertThat(program("check-bridge", 0)).isEmpty();
  }

  /** The mark is there before the first change. */
  @Test
  void checkFailsFromTheBeginningOfARollback() throws Exception {
    settings("systemd-networkd", "eth1", "10-br.netdev");
    kernelHasTheBridge();
    Files.writeString(folder.resolve("bin/systemctl"), "#!/bin/sh\nkill -9 $PPID\n");
    program("roll-back", 128 + 9);
    assertThat(network("armed")).doesNotExist();
    assertThat(folder.resolve("config/10-br.netdev")).exists();
    assertThat(program("check-bridge", 1)).contains("its rollback timer removed it");
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  /** Standard output and standard error together. */
  private String program(String name, int expectedCode) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", network(name).toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("LOG", folder.resolve("log").toString());
    builder.environment().put("TRIPLEO_LAB_DEVICES", folder.resolve("devices").toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(expectedCode);
    return output;
  }
}
