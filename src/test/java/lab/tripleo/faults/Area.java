package lab.tripleo.faults;

/** The parts of the table, in the order in which it shows them. */
public enum Area {
  KILLED("Killed half way"),
  CONNECTION("Cut off, slow and out of reach"),
  MACHINES("Hosts that are not as expected"),
  DISK("Disks that are full or read-only"),
  WORKSPACE("Damaged files in the lab folder"),
  CONFIGURATION("Nonsense in the configuration and in what is read"),
  TIME("Two at once, and time"),
  CLEANING("Broken labs: one `run clean` ends with 0, and `run prepare` makes it anew"),
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
