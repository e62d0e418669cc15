package lab.tripleo.diagnostic;

/** The program's exit codes; stable, scripts rely on them. */
public enum ExitCode {
  DONE(0, "done"),
  RUN_FAILED(1, "the run failed, or generated files are stale"),
  USAGE(2, "wrong usage"),
  CONFIGURATION(3, "the configuration has errors"),
  UNREACHABLE(4, "a tool or a host is missing or unreachable"),
  LOCKED(5, "another run holds the lab's lock"),
  BUG(70, "a bug in the program"),
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
