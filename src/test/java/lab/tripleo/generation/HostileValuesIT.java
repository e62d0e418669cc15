package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.tripleo.HostileStrings;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.ConfigurationReader;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Passes hostile values from the user's files to Ansible: each is refused, or arrives unchanged and
 * affects nothing else. After Ansible has loaded the tree, it is compared with that of the same
 * configuration with harmless values.
 */
final class HostileValuesIT {
  private static final String NAT =
      "configuration/libvirt/networks/virtual-machine-control-plane.xml";
  private static final String OPENSTACK =
      "configuration/libvirt/networks/openstack-control-plane.xml";
  private static final String VIRT_INSTALL = "configuration/libvirt/virt-install/tripleo.ini";
  private static final String CLOUD_INIT = "configuration/libvirt/cloud-init/tripleo.yaml";
  private static final String UNDERCLOUD_CONF = "configuration/tripleo/undercloud.conf";
  private static final String PEM = "-----BEGIN CERTIFICATE-----\n";

  /** A place of a value: a harmless value, and the forms that contain a hostile text. */
  private enum Place {
    LAB_NAME("harmless-lab", "%s", "a%s", "1%s"),
    HYPERVISOR_CONTROL_PLANE_INTERFACE("harmless0", "%s", "e%s", "0%s"),
    NAT_BRIDGE("harmless-nat", "%s", "b%s", "1%s"),
    OPENSTACK_BRIDGE("harmless-br", "%s", "b%s", "1%s"),
    VIRTUALBMC_VERSION("2.9.87", "%s", "1.%s"),
    TIMEZONE("Pacific/Auckland", "%s", "Etc/%s"),
    HTTP_PROXY("http://harmless.one/", "%s", "http://a/%s", "http://%s@a/", "http://a?%s#"),
    HTTPS_PROXY("http://harmless.two/", "%s", "https://a/%s", "http://a/#%s", "http://%s/"),
    NO_PROXY("harmless.three", "%s", "a,%s", "%s.b"),
    PYPI_INDEX_URL("http://harmless.four/", "%s", "https://a/%s", "https://a?b=%s", "https://%s"),
    TRIPLEO_IMAGE_URL("http://harmless.five/a", "%s", "http://a/%s", "http://a?%s"),
    CA_BUNDLE("harmless.pem", "%s", "sub/%s.pem", "./%s", "a %s"),
    NAT_COMMENT("harmless comment 1", "%s", "\n    %s\n", "%s\n\n--- # x: y"),
    OPENSTACK_COMMENT("harmless comment 2", "%s", " %s ", "\t%s"),
    VIRT_INSTALL_VALUE("harmless-value", "%s", "a=%s", "x %s"),
    CLOUD_INIT_VALUE("harmless words", "%s", " %s ", "a: %s"),
    UNDERCLOUD_VALUE("harmless.example", "%s", "a %s", "%s b"),
    TRIPLEO_CONTAINER_TAG("harmless-tag", "%s", "a%s"),
    CEPH_CONTAINER_TAG("harmless-ceph", "%s", "1%s");

    private final String harmless;

    @SuppressWarnings("ImmutableEnumChecker") // the list is immutable
    private final List<String> ways;

    Place(String harmless, String... ways) {
      this.harmless = harmless;
      this.ways = List.of(ways);
    }

    /** Each hostile text in one of the forms; names also unchanged. */
    List<String> hostile() {
      List<String> texts = HostileStrings.all();
      Stream<String> turns =
          IntStream.range(0, texts.size())
              .mapToObj(i -> ways.get(i % ways.size()).replace("%s", texts.get(i)));
      return Stream.concat(turns, HostileStrings.yaml().stream()).distinct().toList();
    }
  }

  private record Case(String harmless, String hostile, Map<String, String> words) {}

  private final ConfigurationReader reader = ConfigurationFolders.reader();

  @TempDir Path folder;
  private Path labFolder;

  @BeforeEach
  void fill() throws IOException {
    labFolder = folder.resolve("lab");
    ConfigurationFolders.shipped(labFolder);
    ConfigurationFolders.keepOnly(ConfigurationFolders.OF_THE_SANDBOX, labFolder);
    Files.createDirectories(labFolder.resolve("sub"));
    Files.writeString(labFolder.resolve(Place.CA_BUNDLE.harmless), PEM);
  }

  @Test
  @Fault(
      in = Area.CONFIGURATION,
      when = "Hostile values in generated files that real Ansible reads",
      then = "They arrive unchanged, or are rejected before")
  void valuesReachAnsibleAsTheyAreOrAreRefused() throws Exception {
    Map<Place, String> harmless = new LinkedHashMap<>();
    Map<Place, List<String>> taken = new LinkedHashMap<>();
    for (Place place : Place.values()) {
      harmless.put(place, place.harmless);
    }
    Lab quiet = read(harmless).orElseThrow();
    int rounds = 0;
    for (Place place : Place.values()) {
      taken.put(place, taken(place, harmless));
      rounds = Math.max(rounds, taken.get(place).size());
    }
    write("harmless", quiet);
    List<Case> cases = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Map<Place, String> values = new LinkedHashMap<>();
      for (Place place : Place.values()) {
        // Not the same text everywhere, because two bridges cannot have the same name.
        List<String> choice = taken.get(place);
        values.put(place, choice.get((round + values.size()) % choice.size()));
      }
      Optional<Lab> lab = read(values);
      if (lab.isPresent()) {
        write("hostile-" + round, lab.get());
        cases.add(new Case("harmless", "hostile-" + round, words(quiet, lab.get())));
      }
    }
    assertThat(cases).hasSizeGreaterThan(rounds * 9 / 10);
    Path file = folder.resolve("cases.json");
    new ObjectMapper().writeValue(file.toFile(), cases);
    new AnsibleTools(folder).view("values", List.of(file.toString()));
  }

  /** Runs tasks with them: through a template, a copy and an environment variable of a shell. */
  @Test
  void tasksPassValuesOnUnchanged() throws Exception {
    String comment = " {{ 7 * 7 }} {% raw %} {# ]]> $(id) `id` 'a' \"b\" \\ %s é😀 ";
    List<Map<Place, String>> all =
        List.of(
            values("{{ lookup('pipe', 'id') }} $(id) `id`;.pem", "yes", comment),
            values(
                "sub/{% raw %} it's \"both\" \\ & | %s.pem",
                "*,.b,[2001:db8::]", "\n- a: {{ b }} # c\n"),
            values(labFolder + "/ü 日本語 😀 {# x #}.pem", "1e3", "\t" + "long ".repeat(999)),
            values("~root", "null", comment.repeat(3)));
    List<Map<String, String>> cases = new ArrayList<>();
    List<Lab> labs = new ArrayList<>();
    for (Map<Place, String> values : all) {
      Optional<Lab> read = read(values);
      assertThat(read)
          .as(() -> reader.read(labFolder).lab(Optional.empty()).toString())
          .isPresent();
      Lab lab = read.orElseThrow();
      // The lab folder is the parent of the playbook's folder.
      new GeneratedTree(labFolder).write(new LabGenerator().generate(lab).files());
      String name = "run-" + labs.size();
      ConfigurationFolders.copy(labFolder, folder.resolve(name));
      Path out = Files.createDirectories(folder.resolve(name + "-out"));
      cases.add(Map.of("tree", name, "out", out.toString()));
      labs.add(lab);
    }
    Path file = folder.resolve("tasks.json");
    new ObjectMapper().writeValue(file.toFile(), cases);

    new AnsibleTools(folder).view("tasks", List.of(file.toString()));

    for (int i = 0; i < labs.size(); i++) {
      gaveOn(labs.get(i), Path.of(cases.get(i).get("out")));
    }
  }

  private static Map<Place, String> values(String bundle, String noProxy, String comment) {
    Map<Place, String> values = new LinkedHashMap<>();
    for (Place place : Place.values()) {
      values.put(place, place.harmless);
    }
    values.put(Place.CA_BUNDLE, bundle);
    values.put(Place.NO_PROXY, noProxy);
    values.put(Place.HTTP_PROXY, "http://a:3128/'$(id);&a=b!*/");
    values.put(Place.PYPI_INDEX_URL, "https://a/;id&&$HOME/simple?x=$(id)&y='!'#z");
    values.put(Place.NAT_COMMENT, comment);
    values.put(Place.OPENSTACK_COMMENT, comment);
    return values;
  }

  private static void gaveOn(Lab lab, Path out) throws IOException {
    assertThat(out.resolve("bundle.crt")).hasContent(PEM);
    assertThat(Files.readString(out.resolve("virtual-machine-control-plane.xml")))
        .isEqualTo(lab.virtualMachineControlPlane().xml());
    assertThat(Files.readString(out.resolve("openstack-control-plane.xml")))
        .isEqualTo(lab.openstackControlPlane().xml());
    var environment = new ObjectMapper().readTree(out.resolve("environment.json").toFile());
    assertThat(environment.get("http_proxy").asText())
        .isEqualTo(lab.siteNetwork().httpProxy().orElseThrow());
    assertThat(environment.get("https_proxy").asText())
        .isEqualTo(lab.siteNetwork().httpsProxy().orElseThrow());
    assertThat(environment.get("no_proxy").asText())
        .isEqualTo(lab.siteNetwork().noProxy().orElseThrow());
    assertThat(environment.get("PIP_INDEX_URL").asText())
        .isEqualTo(lab.siteNetwork().pypiIndexUrl().orElseThrow());
  }

  /** The values that the reader accepts for this key while the others are harmless. */
  private List<String> taken(Place place, Map<Place, String> harmless) throws IOException {
    List<String> taken = new ArrayList<>();
    for (String value : place.hostile()) {
      Map<Place, String> values = new LinkedHashMap<>(harmless);
      values.put(place, value);
      // An empty value means none; a local image is not fetched.
      if (read(values)
          .filter(it -> !values(it).contains(""))
          .filter(it -> !it.tripleo().disk().image().isLocal())
          .isPresent()) {
        taken.add(value);
      }
    }
    // Some keys accept none.
    return taken.isEmpty() ? List.of(place.harmless) : taken;
  }

  private Optional<Lab> read(Map<Place, String> values) throws IOException {
    StringBuilder environment = new StringBuilder();
    values.forEach((place, value) -> environment.append(line(place, value)));
    put(labFolder.resolve("configuration/environment"), environment.toString());
    boolean contact = reader.read(labFolder).contact().value().isPresent();
    // Most are refused here, before the other files are read.
    if (!contact || !bundle(values.get(Place.CA_BUNDLE))) {
      return Optional.empty();
    }
    put(labFolder.resolve(NAT), nat(values.get(Place.NAT_BRIDGE), values.get(Place.NAT_COMMENT)));
    put(
        labFolder.resolve(OPENSTACK),
        openstack(values.get(Place.OPENSTACK_BRIDGE), values.get(Place.OPENSTACK_COMMENT)));
    put(
        labFolder.resolve(VIRT_INSTALL),
        "--qemu-commandline=" + values.get(Place.VIRT_INSTALL_VALUE) + "\n");
    put(
        labFolder.resolve(CLOUD_INIT),
        "#cloud-config\nfinal_message: "
            + new ObjectMapper().writeValueAsString(values.get(Place.CLOUD_INIT_VALUE))
            + "\n");
    put(
        labFolder.resolve(UNDERCLOUD_CONF),
        "[DEFAULT]\novercloud_domain_name = \"" + values.get(Place.UNDERCLOUD_VALUE) + "\"\n");
    return reader.read(labFolder).lab(Optional.empty()).value();
  }

  /** Empty for values that are not in {@code environment}. */
  private static String line(Place place, String value) {
    boolean elsewhere = place.name().matches(".*_(BRIDGE|COMMENT|VALUE)");
    String quote = value.contains("'") ? value.contains("\"") ? "" : "\"" : "'";
    return elsewhere ? "" : place + "=" + quote + value + quote + "\n";
  }

  /** Creates the file, unless its name is not allowed. */
  private boolean bundle(String value) {
    try {
      put(labFolder.resolve(value), PEM);
      return labFolder.resolve(value).normalize().startsWith(labFolder);
    } catch (InvalidPathException | IOException impossible) {
      return false;
    }
  }

  private static String nat(String bridge, String comment) {
    return """
        <network><!--%s-->
          <name>virtual-machine-control-plane</name>
          <forward mode="nat"/>
          <bridge name="%s" stp="off" delay="0"/>
          <ip address="192.168.122.1" prefix="24">
            <dhcp><range start="192.168.122.100" end="192.168.122.254"/></dhcp>
          </ip>
        </network>
        """
        .formatted(comment, bridge);
  }

  /** Starts with the comment and ends without a line feed. */
  private static String openstack(String bridge, String comment) {
    return """
        <!--%s-->
        <network>
          <name>openstack-control-plane</name>
          <forward mode="bridge"/>
          <bridge name="%s"/>
        </network>"""
        .formatted(comment, bridge);
  }

  /** The harmless words and the hostile texts that replace them, for all generated values. */
  private static Map<String, String> words(Lab harmless, Lab hostile) {
    Map<String, String> words = new LinkedHashMap<>();
    List<String> after = values(hostile);
    values(harmless).forEach(it -> words.put(it, after.get(words.size())));
    return words;
  }

  private static List<String> values(Lab lab) {
    return List.of(
        lab.name(),
        lab.hypervisor().controlPlaneInterface().orElse(""),
        lab.virtualBmc().version(),
        lab.timezone(),
        lab.siteNetwork().httpProxy().orElse(""),
        lab.siteNetwork().httpsProxy().orElse(""),
        lab.siteNetwork().noProxy().orElse(""),
        lab.siteNetwork().pypiIndexUrl().orElse(""),
        lab.siteNetwork().caBundle().orElse(""),
        lab.virtualMachineControlPlane().bridge(),
        lab.virtualMachineControlPlane().uuid().toString(),
        lab.virtualMachineControlPlane().xml(),
        lab.openstackControlPlane().bridge(),
        lab.openstackControlPlane().uuid().toString(),
        lab.openstackControlPlane().xml(),
        lab.tripleo().uuid().toString(),
        lab.tripleo().controlPlaneMac(),
        lab.tripleo().openstackMac(),
        lab.tripleo().settingsSum(),
        lab.tripleo().disk().image().url(),
        lab.tripleo().disk().image().fileName(),
        lab.tripleo().options().get(lab.tripleo().options().size() - 1),
        lab.tripleo().cloudConfig());
  }

  private void write(String name, Lab lab) throws IOException {
    Path tree = folder.resolve(name);
    Files.createDirectories(tree);
    new GeneratedTree(tree).write(new LabGenerator().generate(lab).files());
  }

  private static void put(Path file, String text) throws IOException {
    // Not writeString, which rejects lone surrogates.
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
