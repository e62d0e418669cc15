package lab.tripleo.sandbox;

import lab.tripleo.files.Resource;
import lab.tripleo.files.Sha256;

/** A bash script of the program's own, known by its content. */
record Script(String text) {
  /** Reads {@code sandbox/NAME} of the program's resources. */
  static Script named(String name) {
    return new Script(new Resource("sandbox/" + name).text());
  }

  /** Changes when the script does: 12 hexadecimal digits. */
  String version() {
    return Sha256.of(text).hex(12);
  }
}
