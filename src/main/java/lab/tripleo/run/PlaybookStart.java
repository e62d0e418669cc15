package lab.tripleo.run;

import java.util.List;
import lab.tripleo.model.RunTarget;

/**
 * One start of ansible-playbook.
 *
 * @param target what the record says that it does
 * @param tags the sections that Ansible is given; empty for all that are not tagged {@code never}
 */
record PlaybookStart(RunTarget target, List<String> tags) {
  PlaybookStart {
    tags = List.copyOf(tags);
  }

  /** The same for these sections only: those that are left of what an earlier run began. */
  PlaybookStart only(List<String> sections) {
    return new PlaybookStart(target, sections);
  }
}
