package lab.tripleo.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.run.RunRequest;
import picocli.CommandLine.Option;

/** What all commands take that may meet the hypervisor for the first time. */
final class ContactOptions {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Read the hypervisor's root password from FILE (- is standard input) instead of asking.")
  Optional<Path> passwordFile = Optional.empty();

  /**
   * The choices for the first contact.
   *
   * @throws UserError when the password file cannot be read. It is checked even though it may not
   *     be needed: that is known only late in a run
   */
  RunRequest.Access access() throws UserError {
    if (passwordFile
        .filter(it -> !it.toString().equals("-") && !Files.isReadable(it))
        .isPresent()) {
      throw new UserError(
          ExitCode.USAGE,
          "cannot read the password file " + passwordFile.get(),
          "--password-file takes a file with the hypervisor's root password, or -");
    }
    return new RunRequest.Access(passwordFile, forcePlatform);
  }

  @Option(
      names = "--force-platform",
      description =
          "With HYPERVISOR_PLATFORM=auto, go on with a system that is only likely to work; remembered for that system.")
  boolean forcePlatform;
}
