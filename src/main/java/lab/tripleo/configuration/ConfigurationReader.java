package lab.tripleo.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Contact;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Platform;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.LockedInputs;

/**
 * Reads what the user edits. Each problem is a diagnostic, all of them at once and in the order of
 * the files; nothing is written and nothing is contacted.
 */
public final class ConfigurationReader {
  private final AnsiblePins ansible;

  /**
   * @param ansible knows what runs the playbooks
   */
  public ConfigurationReader(AnsiblePins ansible) {
    this.ansible = ansible;
  }

  /** What the first contact needs; looks only at {@code environment}. */
  public Checked<Contact> readContact(Path labFolder) {
    return new LabReader(labFolder, ansible).contact();
  }

  /**
   * Everything. Where the lab's lock file holds what is asked for, that is taken, with a warning
   * where it is not what would be found now.
   *
   * @param rememberedPlatform what the hypervisor was found to be at the last contact
   */
  public Checked<Lab> read(Path labFolder, Optional<FoundPlatform> rememberedPlatform) {
    return new LabReader(labFolder, ansible).lab(rememberedPlatform, false);
  }

  /**
   * The same without what the lock file holds, which must be readable all the same.
   *
   * @param rememberedPlatform what the hypervisor was found to be at the last contact
   */
  public Checked<Lab> readAnew(Path labFolder, Optional<FoundPlatform> rememberedPlatform) {
    return new LabReader(labFolder, ansible).lab(rememberedPlatform, true);
  }

  /** What the lab's lock file holds; nothing where there is none. */
  public Checked<Optional<LockedInputs>> locked(Path labFolder) {
    return new LabReader(labFolder, ansible).locked();
  }

  /**
   * What each line of the configuration decides, found out by trying: one line at a time says
   * something else. Only in memory.
   *
   * @param lab what the configuration gives as it is
   * @param rememberedPlatform the same as for {@link #read}
   */
  public List<Setting> settings(
      Path labFolder, Lab lab, Optional<FoundPlatform> rememberedPlatform) {
    return new Variations(labFolder, ansible, lab, rememberedPlatform).settings();
  }

  /** The platforms that there are, by which the caller can tell what a host runs. */
  public Checked<List<Platform>> platforms(Path labFolder) {
    Checked<Catalogue> catalogue = new LabReader(labFolder, ansible).catalogue();
    return new Checked<>(catalogue.value().map(Catalogue::platforms), catalogue.diagnostics());
  }

  /** The line of a diagnostic; empty when it cannot be had. */
  public String sourceLine(Path labFolder, SourceLocation at) {
    Path file = labFolder.resolve(at.file());
    if (at.line() == 0 || !Files.isRegularFile(file)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SourceFiles.LARGEST + 1);
      if (bytes.length > SourceFiles.LARGEST) {
        return "";
      }
      String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
      return new SourceFile(at.file(), text).line(at.line());
    } catch (IOException unreadable) {
      return "";
    }
  }
}
