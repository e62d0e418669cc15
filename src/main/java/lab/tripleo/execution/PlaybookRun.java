package lab.tripleo.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.tripleo.event.RunEvent;
import lab.tripleo.secrets.Redaction;

/**
 * A playbook to run, and its options.
 *
 * @param labFolder the working folder of ansible-playbook
 * @param inventory relative to the lab folder
 * @param playbook relative to the lab folder
 * @param runFolder the folder for ansible.cfg, events.jsonl, ansible.log and stderr.log
 * @param check only report what would change
 * @param tags of the tasks to run; empty for all
 * @param secretFiles the callback plugin masks their content in events
 * @param redaction masks secrets in the output of ansible-playbook
 */
public record PlaybookRun(
    Path labFolder,
    Path inventory,
    Path playbook,
    Path runFolder,
    boolean check,
    List<String> tags,
    List<Path> secretFiles,
    Redaction redaction,
    Duration limit) {

  public PlaybookRun {
    tags = List.copyOf(tags);
    secretFiles = List.copyOf(secretFiles);
  }

  /** The command line; a user can type it in the lab folder. */
  List<String> argv(String program) {
    List<String> argv =
        new ArrayList<>(List.of(program, "-i", inventory.toString(), playbook.toString()));
    if (!tags.isEmpty()) {
      argv.addAll(List.of("--tags", String.join(",", tags)));
    }
    if (check) {
      argv.addAll(List.of("--check", "--diff"));
    }
    return argv;
  }

  Path eventFile() {
    return runFolder.resolve(RunEvent.FILE);
  }
}
