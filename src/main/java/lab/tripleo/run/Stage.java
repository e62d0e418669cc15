package lab.tripleo.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;

/** The steps from a bare machine to a lab, in their order; before them, the way back. */
public enum Stage {
  CLEAN("clean", "take away everything that the lab made on the hypervisor", Duration.ofHours(1)),
  PREPARE(
      "prepare",
      "make the machine a hypervisor: libvirt, networks, bridges, stack, VirtualBMC",
      Duration.ofHours(2)),
  TRIPLEO_PREPARE(
      "tripleo-prepare",
      "make the virtual machine tripleo and install the client of TripleO in it",
      Duration.ofHours(4)),
  TRIPLEO_INSTALL(
      "tripleo-install",
      "install the undercloud in the virtual machine tripleo",
      Duration.ofHours(30));

  /** Stands for all stages that make the lab, in their order. */
  static final String ALL = "all";

  private final String word;
  private final String purpose;
  private final Duration limit;

  Stage(String word, String purpose, Duration limit) {
    this.word = word;
    this.purpose = purpose;
    this.limit = limit;
  }

  public String word() {
    return word;
  }

  /** What it does, for people. */
  public String purpose() {
    return purpose;
  }

  /** A run that takes longer is stopped. */
  Duration limit() {
    return limit;
  }

  /** Relative to the lab folder. */
  Path playbook() {
    return Path.of("playbooks", word + ".yml");
  }

  /** The stages that the words name, each once, in their own order. */
  public static List<Stage> of(List<String> words) throws UserError {
    for (String word : words) {
      if (!word.equals(ALL) && Arrays.stream(values()).noneMatch(it -> it.word.equals(word))) {
        throw new UserError(
            ExitCode.USAGE,
            "there is no stage \"" + word + "\"",
            "the stages are " + names() + "; `tripleo-lab stages` tells more",
            null);
      }
    }
    return Arrays.stream(values())
        .filter(it -> words.contains(it.word) || (words.contains(ALL) && it != CLEAN))
        .toList();
  }

  private static String names() {
    return String.join(", ", new Words());
  }

  /** What a command that takes stages may be given. */
  public static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Arrays.stream(values()).map(Stage::word), Stream.of(ALL)).iterator();
    }
  }
}
