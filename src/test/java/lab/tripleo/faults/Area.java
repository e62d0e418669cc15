package lab.tripleo.faults;

/** The sections of the table, in their order. */
public enum Area {
  KILLED("Killed in the middle of a run"),
  CONNECTION("Lost, slow and missing connections"),
  MACHINES("Hosts in an unexpected state"),
  DISK("Full or read-only disks"),
  WORKSPACE("Damaged files in the lab folder"),
  CONFIGURATION("Invalid configuration and other invalid input"),
  TIME("Two runs at once, and the clock"),
  CLEANING("Broken labs: one `run clean` ends with 0, and `run prepare` recreates the lab"),
  INSTALLATION("The undercloud's installation"),
  SECRETS("Secrets");

  private final String title;

  Area(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
