package lab.tripleo.platforms;

/** The part of the README that is the summary of {@code docs/platforms.md}. */
final class Summary {
  private static final String BEGIN =
      "<!-- The summary of docs/platforms.md. Written by src/platforms/table. -->\n\n";
  private static final String END = "\n<!-- The end of the summary. -->";

  private Summary() {}

  /** What stands there. */
  static String of(String readme) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("README.md has no place for the summary: " + BEGIN);
    }
    return readme.substring(begin + BEGIN.length(), end);
  }

  /** The text with another summary. */
  static String replace(String readme, String summary) {
    return readme.replace(BEGIN + of(readme) + END, BEGIN + summary + END);
  }
}
