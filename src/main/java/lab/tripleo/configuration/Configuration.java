package lab.tripleo.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.pins.LockFile;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.SourceLocation;
import lab.tripleo.model.Contact;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Platform;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.LockedInputs;

/**
 * The configuration of a lab folder as it was when it was read. Each answer needs only a part of it
 * to be right, and comes with all diagnostics of that part in the order of the files.
 */
public final class Configuration {
  private final DiskFiles disk;
  private final AnsiblePins ansible;
  private final ParsedFiles files;

  Configuration(DiskFiles disk, AnsiblePins ansible) {
    this.disk = disk;
    this.ansible = ansible;
    this.files = ParsedFiles.of(disk);
  }

  /** What the first contact needs; only {@code environment} must be right. */
  public Checked<Contact> contact() {
    return files
        .environmentProblems()
        .conclude(
            () ->
                new Contact(
                    files.environment().labName(),
                    files.environment().hypervisorAddress(),
                    files.environment().needsPlatformDetection(),
                    files.environment().given(EnvironmentKey.PYPI_INDEX_URL)));
  }

  /** All platforms of the catalogue, by which the caller can recognise a host. */
  public Checked<List<Platform>> platforms() {
    return files.catalogueProblems().conclude(files.catalogue()::platforms);
  }

  /** The contents of the lock file; nothing where there is none. */
  public Checked<Optional<LockedInputs>> lockedInputs() {
    return files.lockProblems().conclude(() -> files.lockFile().map(LockFile::inputs));
  }

  /**
   * The files and folders that were read, or looked for; absolute, or relative to the lab folder.
   */
  public Set<Path> sources() {
    return disk.seen();
  }

  /** Whether nobody has changed the lock file since it was read. */
  public boolean isLockFileUnchanged() {
    return disk.isUnchanged(LockedInputs.FILE);
  }

  /**
   * The lab. Pins in the lock file override the catalogue, with a warning where they differ.
   *
   * @param recognised what the hypervisor was found to be at the last contact
   */
  public Checked<Lab> lab(Optional<FoundPlatform> recognised) {
    return resolve(files.lockFile(), recognised).lab();
  }

  /**
   * The lab; absent where only its platform is missing, which is to be read from the host.
   *
   * @param recognised what the hypervisor was found to be at the last contact
   */
  public Checked<Optional<Lab>> labIfPlatformIsKnown(Optional<FoundPlatform> recognised) {
    return resolve(files.lockFile(), recognised).labIfPlatformIsKnown();
  }

  /**
   * The lab as the catalogue specifies it now. The lock file is ignored, but must be readable.
   *
   * @param recognised what the hypervisor was found to be at the last contact
   */
  public Checked<Lab> labWithoutPins(Optional<FoundPlatform> recognised) {
    return resolve(Optional.empty(), recognised).lab();
  }

  private Resolution resolve(Optional<LockFile> pins, Optional<FoundPlatform> recognised) {
    return new LabResolver(files, pins, ansible).resolve(recognised);
  }

  /**
   * What each line of the configuration affects, found out by trying other values in memory.
   *
   * @param lab what the configuration gives as it is, without an error
   * @param recognised the same as for {@link #lab}
   */
  public List<LineEffect> lineEffects(Lab lab, Optional<FoundPlatform> recognised) {
    return new LineEffectFinder(disk, files.catalogue(), ansible, lab, recognised).effects();
  }

  /** The line at a place; empty when the file could not be read. */
  public String sourceLine(SourceLocation at) {
    return at.line() == 0
        ? ""
        : new SourceFile(at.file(), disk.content(at.file()).text()).line(at.line());
  }
}
