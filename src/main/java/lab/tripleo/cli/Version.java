package lab.tripleo.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar. */
final class Version implements IVersionProvider {
  static String ofProgram() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"tripleo-lab " + ofProgram()};
  }
}
