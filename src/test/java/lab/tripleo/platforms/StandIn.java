package lab.tripleo.platforms;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that takes the place of what a task calls, in some tests or in all.
 *
 * @param name how the table calls it
 * @param replaces in words
 * @param test the classes in which it does, as a pattern; so are section and task
 */
record StandIn(
    String name,
    String platform,
    String test,
    String stage,
    String section,
    String task,
    String replaces) {
  static final Path FILE = Path.of("src/test/resources/platforms/stand-ins.tsv");

  /** The one that leaves nothing of a task but what Ansible itself makes of it. */
  static final String MODEL = "model";

  private static final int CELLS = 7;
  private static final String DITTO = "\"";

  /** All of them, in the order of their file; one of several lines says what it is in its first. */
  static List<StandIn> all() throws IOException {
    List<StandIn> all = new ArrayList<>();
    String replaces = "";
    for (List<String> it : Tsv.read(FILE, CELLS)) {
      replaces = it.get(6).equals(DITTO) ? replaces : it.get(6);
      all.add(
          new StandIn(it.get(0), it.get(1), it.get(2), it.get(3), it.get(4), it.get(5), replaces));
    }
    return all;
  }

  boolean isFor(TaskKey key) {
    return key.platform().equals(platform)
        && key.stage().matches(stage)
        && key.section().matches(section)
        && key.name().matches(task);
  }

  boolean isFor(TaskKey key, String inTest) {
    return isFor(key) && inTest.matches(test);
  }
}
