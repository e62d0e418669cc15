package lab.tripleo.diagnostic;

/** How bad a {@link Diagnostic} is: an error stops everything, a warning stops nothing. */
public enum Severity {
  ERROR("error"),
  WARNING("warning");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word printed before the message. */
  String word() {
    return word;
  }
}
