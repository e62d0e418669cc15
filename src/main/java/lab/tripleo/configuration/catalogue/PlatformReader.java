package lab.tripleo.configuration.catalogue;

import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Platform.BridgeHelper;
import lab.tripleo.model.Platform.Libvirt;
import lab.tripleo.model.Platform.Likely;
import lab.tripleo.model.Platform.NetworkBackend;
import lab.tripleo.model.Platform.OsRelease;
import lab.tripleo.model.Platform.PackageManager;
import lab.tripleo.model.Platform.SessionDaemon;
import lab.tripleo.model.Platform.Uefi;
import lab.tripleo.model.Platform.VirtualBmcPackage;
import lab.tripleo.model.pins.PythonVersion;

/** Reads an entry of {@code configuration/platforms}. */
record PlatformReader(YamlMapping entry) {
  static final ValueFormat<String> TITLE =
      ValueFormats.matching(
          "\\P{Cntrl}{1,100}", "bad-title", "a title: one line, up to 100 characters");
  static final ValueFormat<String> PATH =
      ValueFormats.matching("(?!.*//)(?!.*/$)/[A-Za-z0-9._+/-]+", "bad-path", "an absolute path");
  private static final ValueFormat<String> PYTHON_VERSION =
      ValueFormats.matching(
          "2\\.7|3\\.[0-9]{1,2}", "bad-python-version", "2.7 or a version such as 3.11");
  private static final ValueFormat<String> FILE_NAME =
      ValueFormats.matching("[A-Za-z0-9._-]+", "bad-path", "the name of a file");
  static final ValueFormat<String> PACKAGE =
      ValueFormats.matching(
          "@?[A-Za-z0-9][A-Za-z0-9.:+_-]*", "bad-package", "the name of a package");
  private static final ValueFormat<String> UNIT =
      ValueFormats.matching(
          "[A-Za-z0-9:_.@-]+\\.(service|socket)",
          "bad-unit",
          "a systemd unit: NAME.service or NAME.socket");
  private static final ValueFormat<String> ID =
      ValueFormats.matching("[a-z0-9._-]+", "bad-id", "an ID of os-release");
  private static final ValueFormat<String> REQUIREMENT =
      ValueFormats.matching(
          "[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][0-9A-Za-z.]*",
          "bad-requirement",
          "a Python distribution and its version, such as pyghmi==1.5.71");
  private static final ValueFormat<String> VERSION =
      ValueFormats.matching(
          "(?!.*\\.\\.)(?!.*\\.$)[0-9][0-9.]*", "bad-version", "a version such as 12 or 8.10");
  private static final ValueFormat<String> OVERRIDE =
      ValueFormats.matching(
          "[a-z_][a-z0-9_-]* [a-z_][a-z0-9_-]* [0-7]{4}",
          "bad-stat-override", "a line for dpkg-statoverride: USER GROUP MODE");

  /**
   * Reads the platform; it is incomplete after an error.
   *
   * @param name name of the file without its ending
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

  /** The value of {@code python-version}. */
  static PythonVersion pythonVersion(YamlMapping mapping) {
    String text = mapping.text("python-version", PYTHON_VERSION);
    return text.isEmpty() ? new PythonVersion(3, 0) : PythonVersion.of(text);
  }

  /** The value of {@code package-manager}. */
  static Optional<PackageManager> packageManager(YamlMapping mapping) {
    return mapping.parsed(
        "package-manager", ValueFormats.oneOf(PackageManager.values(), PackageManager::word));
  }

  private Libvirt libvirt() {
    return new Libvirt(
        entry.values("libvirt-services", UNIT),
        sessionDaemon(entry.mapping("session-daemon")),
        bridgeHelper(entry.mapping("bridge-helper")),
        entry.text("qemu-binary", PATH),
        entry.text("iso-maker", ValueFormats.oneOf("genisoimage", "xorrisofs")),
        entry.flag("console-log", true), // by default, the platform's QEMU is new enough
        entry.optionalMapping("uefi").map(PlatformReader::uefi));
  }

  private static Uefi uefi(YamlMapping mapping) {
    Uefi read =
        new Uefi(
            mapping.text("package", PACKAGE),
            mapping.text("code", PATH),
            mapping.text("variables", PATH));
    mapping.refuseOthers();
    return read;
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

  private Optional<NetworkBackend> networkBackend() {
    return entry.parsed(
        "network-backend", ValueFormats.oneOf(NetworkBackend.values(), NetworkBackend::word));
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
