package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Creating and removing the sandbox. */
@EndToEnd
final class SandboxIT {
  @Test
  void downRemovesEverything(SandboxLab lab) {
    lab.must("sandbox", "up", "--yes");
    String container = lab.must("sandbox", "status").stdout().split(":", 2)[0];
    assertThat(container).isEqualTo(lab.container());
    assertThat(Docker.must("ps", "--quiet", "--filter", "name=" + container)).isNotEmpty();
    assertThat(Docker.must("network", "ls", "--quiet", "--filter", "name=" + container).lines())
        .hasSize(2);
    lab.must("sandbox", "down");
    assertThat(Docker.must("ps", "--all", "--quiet", "--filter", "name=" + container)).isEmpty();
    assertThat(Docker.must("network", "ls", "--quiet", "--filter", "name=" + container)).isEmpty();
    assertThat(lab.must("sandbox", "status").stdout()).contains("absent");
    lab.must("sandbox", "down");
  }
}
