package lab.tripleo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.event.EveryEvent;
import lab.tripleo.event.Outcome;
import lab.tripleo.event.RunEvent;
import lab.tripleo.execution.AnsiblePlaybook;
import lab.tripleo.execution.PlaybookRun;
import lab.tripleo.execution.Verdict;
import lab.tripleo.files.Tree;
import lab.tripleo.generation.GeneratedTree;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Stage;
import lab.tripleo.orchestrator.Ansible;

/**
 * Runs the preflight of stage prepare alone. It changes neither the hypervisor nor the lab folder:
 * Ansible works in a temporary folder.
 */
public final class Preflight {
  /** The section's tag in the playbook. */
  /** The section that only looks; its tag is that of a run without changes. */
  static final String SECTION = "preflight";

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final LabSession session;

  public Preflight(LabSession session) {
    this.session = session;
  }

  /**
   * A reason why prepare would refuse the hypervisor.
   *
   * @param name a heading of docs/preflight.md, or {@code preflight} if the checks could not be
   *     made
   * @param text what was seen and what to do; one line
   */
  public record Problem(String name, String text) {
    private static final String SEPARATOR = ": ";
    private static final Pattern NEXT = Pattern.compile("\n(?=[a-z0-9-]+" + SEPARATOR + ")");

    public Problem {
      text = text.strip().replaceAll("\\s+", " ");
    }

    /** Those that a failed task lists below the first line of its message; none in other texts. */
    static List<Problem> in(String message) {
      String[] parts = NEXT.split(message);
      return parts[0].contains("\n")
          ? List.of()
          : Arrays.stream(parts)
              .skip(1)
              .map(it -> it.split(SEPARATOR, 2))
              .map(it -> new Problem(it[0], it[1]))
              .toList();
    }
  }

  /** Collects the problems from the messages of failed tasks. */
  private static final class Problems extends EveryEvent {
    private final List<Problem> found = new ArrayList<>();

    @Override
    protected void any(RunEvent event) {
      if (event instanceof RunEvent.HostFinished it && it.outcome() == Outcome.FAILED) {
        found.addAll(Problem.in(it.message()));
      }
    }
  }

  /**
   * All problems of the hypervisor, which must accept the lab's key; empty if it fits the lab.
   *
   * @throws InterruptedException after Ctrl-C, when Ansible has ended
   */
  public List<Problem> problems(Lab lab, Ansible ansible)
      throws IOException, UserError, InterruptedException {
    Path folder = Files.createTempDirectory("tripleo-lab-");
    try {
      new GeneratedTree(folder).write(new LabGenerator().generate(lab).files());
      // The inventory and the ssh options refer to this path.
      Files.createSymbolicLink(folder.resolve("workspace"), session.workspace().folder());
      Problems problems = new Problems();
      Verdict verdict =
          new AnsiblePlaybook(ansible.playbook().toString(), session.clock())
              .run(playbookRun(folder), problems);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return verdict.isSuccess() || !problems.found.isEmpty()
          ? problems.found
          : List.of(new Problem(SECTION, verdict.explanation()));
    } finally {
      new Tree(folder).delete();
    }
  }

  private PlaybookRun playbookRun(Path folder) throws IOException, UserError {
    return new PlaybookRun(
        folder,
        Path.of("inventory", "hosts.yml"),
        Stage.PREPARE.playbook(),
        Files.createDirectory(folder.resolve("run")),
        true,
        List.of(SECTION),
        session.workspace().secretFiles(),
        session.redaction(),
        LIMIT);
  }
}
