package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InheritedSignalsTest {
  @TempDir Path folder;

  private InheritedSignals ignoring(String mask) throws IOException {
    return new InheritedSignals(
        Files.writeString(folder.resolve("status"), "Name:\tjava\nSigIgn:\t" + mask + "\n"));
  }

  @Test
  void noPrefixIfTheInterruptIsNotIgnored() throws IOException {
    assertThat(ignoring("0000000000001000").prefix()).isEmpty(); // only SIGPIPE
  }

  @Test
  void ignoredInterruptIsReset() throws IOException {
    assertThat(ignoring("0000000000001002").prefix())
        .containsExactly("env", "--default-signal=INT");
  }

  @Test
  void noPrefixWithoutProc() {
    assertThat(new InheritedSignals(folder.resolve("missing")).prefix()).isEmpty();
  }
}
