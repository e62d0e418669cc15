package lab.tripleo.configuration.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.SourceLocation;

/** Checks that the file with more certificates is one. */
public final class CaBundle {
  private static final String HEAD = "-----BEGIN CERTIFICATE-----";

  /** Ansible puts environment variables into paths, and knows no way to write a literal one. */
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z0-9_{]");

  private final Path labFolder;
  private final Problems problems;

  public CaBundle(Path labFolder, Problems problems) {
    this.labFolder = labFolder;
    this.problems = problems;
  }

  public void check(String bundle, SourceLocation at) {
    if (bundle.isEmpty()) {
      return;
    }
    if (VARIABLE.matcher(bundle).find()) {
      problems.error(
          "bad-path",
          at,
          "CA_BUNDLE: Ansible would take what follows '$' for a variable",
          "give the file a name without '$'");
      return;
    }
    try {
      Path file = labFolder.resolve(bundle);
      if (!Files.isRegularFile(file)) {
        problems.error(
            "no-such-file",
            at,
            "CA_BUNDLE: there is no file " + Wording.quote(bundle),
            "an absolute path, or one from the lab folder");
      } else if (!isPem(file)) {
        problems.error(
            "not-a-certificate",
            at,
            "CA_BUNDLE: no certificate in " + Wording.quote(bundle),
            "a PEM file has '" + HEAD + "' in it");
      }
    } catch (InvalidPathException | IOException broken) {
      problems.error("unreadable", at, "CA_BUNDLE: " + Wording.quote(bundle) + " cannot be read");
    }
  }

  private static boolean isPem(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(SourceFiles.LARGEST);
      return new String(start, StandardCharsets.ISO_8859_1).contains(HEAD);
    }
  }
}
