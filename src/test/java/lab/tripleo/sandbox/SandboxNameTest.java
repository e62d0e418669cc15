package lab.tripleo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SandboxNameTest {
  @Test
  void twoFoldersOfOneLabNameHaveTwoSandboxes() {
    SandboxName one = SandboxName.of("Lab", Path.of("/a/lab"));
    assertThat(one).isEqualTo(SandboxName.of("Lab", Path.of("/a/b/../lab")));
    assertThat(one).isNotEqualTo(SandboxName.of("Lab", Path.of("/b/lab")));
    assertThat(one.container()).matches("tripleo-lab-sandbox-lab-[0-9a-f]{8}");
    assertThat(one.management()).isNotEqualTo(one.controlPlane());
  }
}
