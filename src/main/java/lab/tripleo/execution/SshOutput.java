package lab.tripleo.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The end and the output of an ssh program. */
record SshOutput(Ending ending, List<String> out, List<String> err) {
  /**
   * Runs the program.
   *
   * @throws ContactException if ssh and the server have no common algorithm
   */
  static SshOutput of(Invocation ssh) throws IOException, InterruptedException {
    List<String> out = Collections.synchronizedList(new ArrayList<>());
    List<String> err = Collections.synchronizedList(new ArrayList<>());
    Ending ending = new ZtProcessRunner().run(ssh, out::add, err::add);
    SshOutput output = new SshOutput(ending, List.copyOf(out), List.copyOf(err));
    output.throwIfNothingInCommon(ssh);
    return output;
  }

  private void throwIfNothingInCommon(Invocation ssh) throws IOException, InterruptedException {
    for (String line : err) {
      var report = SshNegotiation.report(line);
      if (report.isPresent()) {
        throw report.get().exception(ssh);
      }
    }
  }

  /** Standard error, or else standard output. */
  String text() {
    return String.join("\n", err.isEmpty() ? out : err).strip();
  }
}
