package lab.tripleo.reporting;

/** Tells added from removed lines of a unified diff; the two lines with file names are neither. */
final class DiffLine {
  private DiffLine() {}

  static boolean isAdded(String line) {
    return line.startsWith("+") && !line.startsWith("+++");
  }

  static boolean isRemoved(String line) {
    return line.startsWith("-") && !line.startsWith("---");
  }
}
