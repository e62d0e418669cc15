package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The versions of Ansible for hosts with an old Python, as {@code ./check} installs them. */
public final class OldAnsible {
  private OldAnsible() {}

  /** Each ansible-playbook; {@code setup} chooses the first for such labs. */
  public static List<Path> programs() {
    String given = System.getProperty("tripleo-lab.check.old-ansible", "");
    assertThat(given)
        .as(
            "no old Ansible: run ./check, or pass -Dtripleo-lab.check.old-ansible=ANSIBLE-PLAYBOOK"
                + " with what `./tripleo-lab setup` prints for a lab on CentOS 7")
        .isNotEmpty();
    return Arrays.stream(given.split(File.pathSeparator)).map(Path::of).toList();
  }
}
