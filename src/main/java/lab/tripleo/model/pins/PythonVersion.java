package lab.tripleo.model.pins;

import java.util.Comparator;

/**
 * Major and minor version of a Python.
 *
 * @param major 2 or 3
 */
public record PythonVersion(int major, int minor) implements Comparable<PythonVersion> {
  private static final Comparator<PythonVersion> ORDER =
      Comparator.comparingInt(PythonVersion::major).thenComparingInt(PythonVersion::minor);

  /** As written: two numbers with a dot between. */
  public static PythonVersion of(String text) {
    String[] numbers = text.split("\\.", -1);
    if (numbers.length != 2) {
      throw new IllegalArgumentException("not a version of Python: " + text);
    }
    return new PythonVersion(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  @Override
  public int compareTo(PythonVersion other) {
    return ORDER.compare(this, other);
  }

  /** As written. */
  public String text() {
    return major + "." + minor;
  }
}
