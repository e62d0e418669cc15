package lab.tripleo.configuration.environment;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.SourceLocation;

/** Checks the file of CA_BUNDLE. */
public final class CaBundle {
  private static final String HEAD = "-----BEGIN CERTIFICATE-----";

  /** Ansible expands environment variables in paths; a literal '$' cannot be escaped. */
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z0-9_{]");

  private final DiskFiles disk;
  private final Problems problems;

  public CaBundle(DiskFiles disk, Problems problems) {
    this.disk = disk;
    this.problems = problems;
  }

  /**
   * Checks the file.
   *
   * @param bundle its path, absolute or relative to the lab folder
   * @param at the place of the setting
   */
  public void check(String bundle, SourceLocation at) {
    if (VARIABLE.matcher(bundle).find()) {
      problems.error(
          "bad-path",
          at,
          "CA_BUNDLE: Ansible would expand what follows '$' as a variable",
          "give the file a name without '$'");
      return;
    }
    try {
      file(bundle, disk.content(Path.of(bundle)), at);
    } catch (InvalidPathException wrong) {
      unreadable(bundle, at);
    }
  }

  private void file(String bundle, DiskFiles.Content content, SourceLocation at) {
    switch (content.state()) {
      case MISSING, NOT_A_FILE ->
          problems.error(
              "no-such-file",
              at,
              "CA_BUNDLE: the file " + Wording.quote(bundle) + " is missing",
              "write an absolute path, or one relative to the lab folder");
      case DENIED, BROKEN -> unreadable(bundle, at);
      case READ -> {
        if (!content.contains(HEAD)) {
          problems.error(
              "not-a-certificate",
              at,
              "CA_BUNDLE: " + Wording.quote(bundle) + " contains no certificate",
              "a PEM file contains '" + HEAD + "'");
        }
      }
    }
  }

  private void unreadable(String bundle, SourceLocation at) {
    problems.error("unreadable", at, "CA_BUNDLE: " + Wording.quote(bundle) + " cannot be read");
  }
}
