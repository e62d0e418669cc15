package lab.tripleo.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar. */
final class Version implements IVersionProvider {
  static String ofProgram() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  /** The line that {@code --version} prints. */
  static String text() {
    return "tripleo-lab " + ofProgram();
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
