package lab.tripleo.reporting;

import lab.tripleo.event.Outcome;

/** Colours by their meaning; {@link #PLAIN} has none. */
public enum Theme {
  PLAIN,
  COLOR;

  /** Success. */
  public String good(String text) {
    return paint("32", text);
  }

  /** Something was changed. */
  public String changed(String text) {
    return paint("33", text);
  }

  /** Needs the reader's attention. */
  public String bad(String text) {
    return paint("1;31", text);
  }

  /** Less important than the rest. */
  public String faint(String text) {
    return paint("2", text);
  }

  /** A heading. */
  public String strong(String text) {
    return paint("1", text);
  }

  String of(Outcome outcome, String text) {
    return switch (outcome) {
      case OK -> good(text);
      case CHANGED -> changed(text);
      case SKIPPED -> faint(text);
      case FAILED, UNREACHABLE -> bad(text);
    };
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
