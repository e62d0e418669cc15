package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
  @TempDir Path folder;

  @Test
  void masksASecretWrittenInPieces() throws IOException {
    Path file = folder.resolve("ansible.log");
    try (LogFile log = new LogFile(file, new Redaction(List.of("correct horse")));
        LineSplitter lines = new LineSplitter(log::line)) {
      for (String piece :
          List.of("the password is cor", "rect ho", "rse, really\nunfini", "shed")) {
        lines.write(piece.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(file).hasContent("the password is ********, really\nunfinished");
  }
}
