package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** The image of a hypervisor that takes itself for CentOS Stream 9; see its README. */
final class El9Image {
  private El9Image() {}

  /** Builds it where there is none of its present files, which takes minutes, and names it. */
  static String build() {
    RunResult built = Command.run("src/test/resources/el9-hypervisor/build-image");
    assertThat(built.exitCode()).as(built::everything).isZero();
    return built.stdout().strip();
  }
}
