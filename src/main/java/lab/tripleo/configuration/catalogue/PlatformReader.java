package lab.tripleo.configuration.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.environment.Form;
import lab.tripleo.configuration.environment.Forms;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Platform.BridgeHelper;
import lab.tripleo.model.Platform.Libvirt;
import lab.tripleo.model.Platform.Likely;
import lab.tripleo.model.Platform.NetworkBackend;
import lab.tripleo.model.Platform.OsRelease;
import lab.tripleo.model.Platform.PackageManager;
import lab.tripleo.model.Platform.SessionDaemon;
import lab.tripleo.model.Platform.VirtualBmcPackage;
import lab.tripleo.model.pins.PythonVersion;

/** Reads an entry of {@code configuration/platforms}. */
final class PlatformReader {
  static final Form TITLE =
      Forms.matching("\\P{Cntrl}{1,100}", "bad-title", "a title: one line, up to 100 characters");
  static final Form PATH =
      Forms.matching("(?!.*//)(?!.*/$)/[A-Za-z0-9._+/-]+", "bad-path", "an absolute path");
  private static final Form PYTHON_VERSION =
      Forms.matching("2\\.7|3\\.[0-9]{1,2}", "bad-python-version", "2.7 or a version such as 3.11");
  private static final Form FILE_NAME =
      Forms.matching("[A-Za-z0-9._-]+", "bad-path", "the name of a file");
  static final Form PACKAGE =
      Forms.matching("@?[A-Za-z0-9][A-Za-z0-9.:+_-]*", "bad-package", "the name of a package");
  private static final Form UNIT =
      Forms.matching(
          "[A-Za-z0-9:_.@-]+\\.(service|socket)",
          "bad-unit",
          "a systemd unit: NAME.service or NAME.socket");
  private static final Form ID = Forms.matching("[a-z0-9._-]+", "bad-id", "an ID of os-release");
  private static final Form REQUIREMENT =
      Forms.matching(
          "[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][0-9A-Za-z.]*",
          "bad-requirement",
          "a Python distribution and its version, such as pyghmi==1.5.71");
  private static final Form VERSION =
      Forms.matching(
          "(?!.*\\.\\.)(?!.*\\.$)[0-9][0-9.]*", "bad-version", "a version such as 12 or 8.10");
  private static final Form OVERRIDE =
      Forms.matching(
          "[a-z_][a-z0-9_-]* [a-z_][a-z0-9_-]* [0-7]{4}",
          "bad-stat-override", "a line for dpkg-statoverride: USER GROUP MODE");

  private final YamlMapping entry;

  PlatformReader(YamlMapping entry) {
    this.entry = entry;
  }

  /**
   * Only complete when no error was found.
   *
   * @param name the file's, without its ending
   */
  Platform read(String name) {
    String title = entry.text("title", TITLE);
    OsRelease osRelease = osRelease(entry.mapping("os-release"));
    List<Likely> likely =
        entry.optionalMappings("likely").stream().map(PlatformReader::likely).toList();
    Optional<PackageManager> packageManager = packageManager(entry);
    List<String> packages = entry.values("packages", PACKAGE);
    String python = entry.text("python", PATH);
    PythonVersion pythonVersion = pythonVersion(entry);
    Optional<NetworkBackend> networkBackend = networkBackend();
    Libvirt libvirt = libvirt();
    VirtualBmcPackage virtualBmc = virtualBmc(entry.mapping("virtualbmc"));
    boolean selinux = entry.flag("selinux");
    boolean firewalld = entry.flag("firewalld");
    entry.refuseOthers();
    return new Platform(
        name,
        title,
        osRelease,
        likely,
        packageManager.orElse(PackageManager.APT),
        packages,
        python,
        pythonVersion,
        networkBackend.orElse(NetworkBackend.SYSTEMD_NETWORKD),
        libvirt,
        virtualBmc,
        selinux,
        firewalld);
  }

  static OsRelease osRelease(YamlMapping mapping) {
    OsRelease read = new OsRelease(mapping.values("id", ID), mapping.values("version", VERSION));
    mapping.refuseOthers();
    return read;
  }

  private static Likely likely(YamlMapping mapping) {
    String title = mapping.text("title", TITLE);
    return new Likely(title, osRelease(mapping));
  }

  /** What the key {@code python-version} of a mapping says. */
  static PythonVersion pythonVersion(YamlMapping mapping) {
    String text = mapping.text("python-version", PYTHON_VERSION);
    return text.isEmpty() ? new PythonVersion(3, 0) : PythonVersion.of(text);
  }

  /** What the key {@code package-manager} of a mapping says. */
  static Optional<PackageManager> packageManager(YamlMapping mapping) {
    PackageManager[] known = PackageManager.values();
    String[] words = Arrays.stream(known).map(PackageManager::word).toArray(String[]::new);
    String word = mapping.text("package-manager", Forms.oneOf(words));
    return Arrays.stream(known).filter(it -> it.word().equals(word)).findFirst();
  }

  private Libvirt libvirt() {
    return new Libvirt(
        entry.values("libvirt-services", UNIT),
        sessionDaemon(entry.mapping("session-daemon")),
        bridgeHelper(entry.mapping("bridge-helper")),
        entry.text("qemu-binary", PATH),
        entry.text("iso-maker", Forms.oneOf("genisoimage", "xorrisofs")),
        consoleLog());
  }

  private static VirtualBmcPackage virtualBmc(YamlMapping mapping) {
    VirtualBmcPackage read =
        new VirtualBmcPackage(
            mapping.text("version", VERSION),
            mapping.text("python", PATH),
            mapping.optionalValues("with", REQUIREMENT));
    mapping.refuseOthers();
    return read;
  }

  /** Without the key, its qemu is new enough. */
  private boolean consoleLog() {
    return entry
        .optionalText("console-log", Forms.oneOf("true", "false"))
        .map(Boolean::parseBoolean)
        .orElse(true);
  }

  private Optional<NetworkBackend> networkBackend() {
    NetworkBackend[] known = NetworkBackend.values();
    String[] words = Arrays.stream(known).map(NetworkBackend::word).toArray(String[]::new);
    String word = entry.text("network-backend", Forms.oneOf(words));
    return Arrays.stream(known).filter(it -> it.word().equals(word)).findFirst();
  }

  private static SessionDaemon sessionDaemon(YamlMapping mapping) {
    SessionDaemon read =
        new SessionDaemon(
            mapping.text("binary", PATH),
            mapping.text("socket", FILE_NAME),
            mapping.flag("user-units"));
    mapping.refuseOthers();
    return read;
  }

  private static BridgeHelper bridgeHelper(YamlMapping mapping) {
    BridgeHelper read =
        new BridgeHelper(
            mapping.text("configuration", PATH),
            mapping.text("binary", PATH),
            mapping.optionalText("stat-override", OVERRIDE));
    mapping.refuseOthers();
    return read;
  }
}
