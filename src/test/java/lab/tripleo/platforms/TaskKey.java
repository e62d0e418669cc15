package lab.tripleo.platforms;

import java.util.List;

/**
 * What a task is known by on a platform. Names, addresses and packages that settings and releases
 * put into it do not make it another one; two of one name in a section are one.
 *
 * @param section what its play is for, in a word or two
 * @param module its full name
 */
record TaskKey(String platform, String stage, String section, String name, String module) {
  static final int CELLS = 5;

  /**
   * The key of a task in a play.
   *
   * @param play its name: the section, " - " and more
   */
  static TaskKey inPlay(String platform, String stage, String play, String name, String module) {
    return new TaskKey(platform, stage, play.split(" - ", 2)[0], name, module);
  }

  List<String> cells() {
    return List.of(platform, stage, section, name, module);
  }

  static TaskKey of(List<String> cells) {
    return new TaskKey(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
  }
}
