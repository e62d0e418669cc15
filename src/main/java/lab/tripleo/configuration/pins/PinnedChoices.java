package lab.tripleo.configuration.pins;

import static lab.tripleo.configuration.environment.EnvironmentKey.CEPH_CONTAINER_TAG;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_CONTAINER_TAG;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_DLRN_HASH;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_IMAGE_URL;
import static lab.tripleo.configuration.environment.EnvironmentKey.TRIPLEO_RELEASE;
import static lab.tripleo.configuration.environment.EnvironmentKey.VIRTUALBMC_VERSION;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentKey;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.model.Image;
import lab.tripleo.model.Platform;
import lab.tripleo.model.Release;
import lab.tripleo.model.VirtualBmc;
import lab.tripleo.model.pins.AnsiblePins;
import lab.tripleo.model.pins.LockedInputs.Input;
import lab.tripleo.model.pins.LockedInputs.Value;
import lab.tripleo.model.pins.PinnedAnsible;
import lab.tripleo.model.pins.PythonVersion;

/** The inputs of a lab, one after the other: each as it was found and with its pins applied. */
public final class PinnedChoices {
  private static final Set<String> NOTHING = Set.of();
  private static final Pattern PYTHONS = Pattern.compile(LockFileReader.PYTHONS);

  private final Environment environment;
  private final PinnedInputs pins;

  public PinnedChoices(Environment environment, PinnedInputs pins) {
    this.environment = environment;
    this.pins = pins;
  }

  /**
   * The release; empty after a diagnostic.
   *
   * @param found the one that is named, or the newest
   */
  public Optional<Release> release(Release found, String platform, Catalogue catalogue) {
    Optional<String> named = environment.given(TRIPLEO_RELEASE);
    Input input =
        new Input(
            "release", named.orElse(automatic(platform)), List.of(Value.of("name", found.name())));
    Input taken = pins.take(input, "the catalogue", named.isPresent() ? NOTHING : Set.of("name"));
    String name = taken.text("name").orElseThrow();
    Optional<Release> release =
        name.equals(found.name())
            ? Optional.of(found)
            : catalogue.release(name).filter(it -> it.platforms().contains(platform));
    if (release.isEmpty()) {
      pins.refuse(
          taken,
          "name",
          "locked-release",
          "release "
              + Wording.quote(name)
              + " for platform "
              + platform
              + " is not in the catalogue");
    }
    return release;
  }

  private static String automatic(String platform) {
    return EnvironmentKey.AUTO + " on " + platform;
  }

  /**
   * The release with its image pinned, where that is the release's own.
   *
   * @param image the user's, the sandbox's or the release's; absent after a diagnostic
   */
  public Release image(Release release, Optional<Image> image) {
    return image.map(it -> image(release, it)).orElse(release);
  }

  private Release image(Release release, Image found) {
    boolean named = environment.given(TRIPLEO_IMAGE_URL).isPresent();
    boolean sandbox = environment.hypervisorAddress().isSandbox();
    boolean ofRelease = !named && !sandbox;
    String asked = named ? TRIPLEO_IMAGE_URL.name() : sandbox ? "the sandbox" : of(release);
    String note =
        named
            ? "TRIPLEO_IMAGE_SHA256 would say it"
            : sandbox
                ? "the sandbox makes it"
                : "what is behind the URL may change; TRIPLEO_IMAGE_URL and TRIPLEO_IMAGE_SHA256"
                    + " name one that does not";
    Input input =
        new Input(
            "image",
            asked,
            List.of(Value.of("url", found.url()), new Value("sha256", found.sha256(), note)));
    Input taken =
        pins.take(
            input,
            file(ConfigurationFiles.RELEASES, release.name()),
            ofRelease ? Set.of("url", "sha256") : NOTHING);
    return ofRelease
        ? release.withImage(
            new Image(
                taken.text("url").orElseThrow(),
                taken.text("sha256").map(it -> it.toLowerCase(Locale.ROOT))))
        : release;
  }

  /** Records the state of the repositories. */
  public void repositories(Release release) {
    String note =
        release.repositories().takesDlrnHash()
            ? "RDO's promotions move it; TRIPLEO_DLRN_HASH names one that stays"
            : "these repositories give what is newest";
    pins.take(
        new Input(
            "repositories",
            of(release),
            List.of(new Value("hash", environment.given(TRIPLEO_DLRN_HASH), note))),
        "",
        NOTHING);
  }

  /** The release with its namespace pinned; records the tags. */
  public Release containers(Release release) {
    Input input =
        new Input(
            "containers",
            of(release),
            List.of(
                new Value(
                    "namespace", release.containers().namespace(), "the release's client names it"),
                tag("tag", TRIPLEO_CONTAINER_TAG),
                tag("ceph-tag", CEPH_CONTAINER_TAG)));
    Input taken =
        pins.take(input, file(ConfigurationFiles.RELEASES, release.name()), Set.of("namespace"));
    return release.withNamespace(taken.text("namespace"));
  }

  private Value tag(String key, EnvironmentKey setting) {
    return new Value(
        key,
        environment.given(setting),
        "the client's own, which may move; " + setting + " names one");
  }

  /**
   * The pinned version.
   *
   * @param found the one that is given, or the newest
   */
  public VirtualBmc virtualBmc(Platform platform, VirtualBmc found) {
    Optional<String> given = environment.given(VIRTUALBMC_VERSION);
    Input input =
        new Input(
            "virtualbmc",
            given.orElse(automatic(platform.name())),
            List.of(Value.of("version", found.version())));
    Input taken =
        pins.take(
            input,
            file(ConfigurationFiles.PLATFORMS, platform.name()),
            given.isPresent() ? NOTHING : Set.of("version"));
    return new VirtualBmc(taken.text("version").orElseThrow());
  }

  /** What runs the playbooks. */
  public PinnedAnsible ansible(Platform platform, Release release, AnsiblePins releases) {
    PythonVersion one = platform.pythonVersion();
    PythonVersion other = release.machine().pythonVersion();
    PythonVersion oldest = one.compareTo(other) < 0 ? one : other;
    PinnedAnsible found = releases.newestFor(oldest);
    List<Value> values =
        new ArrayList<>(
            List.of(
                Value.of("package", found.release()),
                Value.of("core", found.core()),
                Value.of("python", found.pythons())));
    PinnedAnsible.COLLECTIONS.forEach(it -> values.add(Value.of(it, found.collections().get(it))));
    Input input = new Input("ansible", "for hosts with Python " + oldest.text(), values);
    Set<String> keys = Set.copyOf(values.stream().map(Value::key).toList());
    Input taken = pins.take(input, "tripleo-lab", keys);
    releases
        .objection(taken.text("core").orElseThrow(), oldest)
        .ifPresent(it -> pins.refuse(taken, "core", "locked-ansible", it));
    return pinned(taken);
  }

  private static PinnedAnsible pinned(Input input) {
    TreeMap<String, String> collections = new TreeMap<>();
    PinnedAnsible.COLLECTIONS.forEach(it -> collections.put(it, input.text(it).orElseThrow()));
    Matcher python = PYTHONS.matcher(input.text("python").orElseThrow());
    if (!python.matches()) {
      throw new IllegalStateException("no Pythons: " + input);
    }
    return new PinnedAnsible(
        input.text("package").orElseThrow(),
        input.text("core").orElseThrow(),
        PythonVersion.of(python.group(1)),
        Optional.ofNullable(python.group(3)).map(PythonVersion::of),
        collections);
  }

  private static String of(Release release) {
    return "release " + release.name();
  }

  private static String file(Path folder, String name) {
    return folder.resolve(name + ConfigurationFiles.YAML).toString();
  }
}
