package lab.tripleo.reporting;

/** What a line of a unified diff says; the names of the two files are neither. */
final class DiffLine {
  private DiffLine() {}

  static boolean isAdded(String line) {
    return line.startsWith("+") && !line.startsWith("+++");
  }

  static boolean isRemoved(String line) {
    return line.startsWith("-") && !line.startsWith("---");
  }
}
