package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.HostKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
  private static final HostKey ONE =
      new HostKey(
          "ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");
  private static final HostKey TWO =
      new HostKey(
          "ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJm");

  @TempDir Path folder;

  private KnownHosts hosts;

  @BeforeEach
  void hosts() {
    hosts = new KnownHosts(folder.resolve("it's known"));
  }

  @Test
  void fingerprintIsAsSshShowsIt() {
    // The key and the fingerprint that github.com publishes.
    assertThat(ONE.fingerprint()).isEqualTo("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
  }

  @Test
  void pinsOnce() throws IOException {
    assertThat(hosts.check("hypervisor", ONE)).isFalse();
    hosts.pin("hypervisor", ONE);
    assertThat(hosts.check("hypervisor", ONE)).isTrue();
    assertThat(hosts.check("tripleo", TWO)).isFalse();
  }

  @Test
  void changedKeyStopsWithBothFingerprintsAndTheRemedy() throws IOException {
    hosts.pin("hypervisor", ONE);
    assertThatThrownBy(() -> hosts.check("hypervisor", TWO))
        .isInstanceOfSatisfying(
            HostKeyChangedException.class,
            changed ->
                assertThat(changed.hint())
                    .endsWith(
                        "ssh-keygen -R hypervisor -f '" + folder.toString() + "/it'\\''s known'"))
        .hasMessageContaining(ONE.fingerprint())
        .hasMessageContaining(TWO.fingerprint());
  }

  @Test
  void repinReplacesAndKeepsOthers() throws IOException {
    hosts.pin("hypervisor", ONE);
    hosts.pin("tripleo", ONE);
    hosts.pin("hypervisor", TWO);
    assertThat(hosts.pinned("hypervisor")).hasValue(TWO);
    assertThat(hosts.pinned("tripleo")).hasValue(ONE);
    assertThat(folder.resolve("it's known")).content().hasLineCount(2);
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "A damaged line in `known_hosts`",
      then = "An error names the line; no key is dropped silently")
  void damagedLineIsAnError() throws IOException {
    Files.writeString(folder.resolve("it's known"), "\n# comment\nhypervisor ssh-ed25519 !!!\n");
    assertThatThrownBy(() -> hosts.check("hypervisor", ONE))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("damaged");
  }
}
