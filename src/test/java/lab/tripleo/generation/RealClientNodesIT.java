package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.RealClients;
import lab.tripleo.configuration.RealClients.Verdict;
import lab.tripleo.generation.RealTripleo.Said;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The nodes file and the commands of {@code nodes-register}, and the real TripleO clients. */
final class RealClientNodesIT {
  private static final Path PLAYBOOK = Path.of("playbooks/nodes-register.yml");
  private static final Path PROGRAM = Path.of("templates/playbooks/files/registration");
  private static final String PASSWORD = "A$3cret{{x}}";
  private static final String NODES =
      """
      virtual:
        - name: controller
          role: Controller
          count: 2
          nics: [virtual-machine-control-plane, openstack-control-plane]
        - name: ceph
          role: CephStorage
          boot-mode: uefi
      physical:
        - name: rack1
          role: Compute
          cpus: 4
          memory: 8192
          disks: [60, 480]
          macs: ['00:53:00:00:00:AB', '00:53:00:00:00:02']
          bmc:
            address: '2001:db8::20'
            user: admin
            password-file: workspace/passwords/bmc
      introspection:
        concurrency: 7
        timeout: 11
      """;

  /** Changes that each client must refuse; they show that the test can fail. */
  private static final Map<String, Consumer<ObjectNode>> MISTAKES =
      Map.of(
          "mac-with-dashes", it -> port(it).put("address", "52-54-00-00-00-01"),
          "two-nodes-with-one-mac", it -> port(it).put("address", "00:53:00:00:00:02"),
          "two-nodes-with-one-bmc", it -> it.put("pm_port", "6231"),
          "two-nodes-with-one-name", it -> it.put("name", "rack1"),
          "unknown-key", it -> it.put("profile_name", "control"),
          "root-device-as-text", it -> it.put("root_device", "/dev/vda"),
          "no-bmc-address", it -> it.remove("pm_addr"),
          "capability-without-value", it -> it.put("capabilities", "profile"));

  @TempDir private Path folder;

  static Stream<String> releases() {
    return RealClients.RELEASES.stream();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void clientAcceptsTheNodesFile(String release) throws Exception {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("shipped", write("shipped", nodes(shipped(release))));
    files.put("every-kind", write("every-kind", nodes(everyKind(release))));
    for (Map.Entry<String, Consumer<ObjectNode>> mistake : MISTAKES.entrySet()) {
      ArrayNode wrong = nodes(everyKind(release));
      mistake.getValue().accept((ObjectNode) wrong.get(0));
      files.put(mistake.getKey(), write(mistake.getKey(), wrong));
    }

    List<Verdict> verdicts =
        client(release, "nodes", files.values().stream().map(Path::toString).toList());

    assertThat(verdicts).hasSameSizeAs(files.keySet());
    assertThat(verdicts)
        .allSatisfy(
            it ->
                assertThat(it.accepts())
                    .as(it.line())
                    .isEqualTo(!MISTAKES.containsKey(it.file().replace(".json", ""))));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void clientParsesTheCommands(String release) throws Exception {
    Path file = Files.writeString(folder.resolve("file.json"), "{}");
    List<String> commands = new ArrayList<>(commands(everyKind(release), file));
    assertThat(commands)
        .anyMatch(it -> it.startsWith("overcloud node import --validate-only"))
        .anyMatch(it -> it.startsWith("overcloud node introspect"))
        .anyMatch(it -> it.startsWith("overcloud node provide"))
        .anyMatch(it -> it.startsWith("baremetal port list"))
        .anyMatch(it -> it.startsWith("baremetal introspection list"));
    List<String> mistakes =
        List.of("overcloud node introspect --node-timout 9 uuid", "overcloud node registre uuid");
    commands.addAll(mistakes);
    Path lines = Files.write(folder.resolve("commands.txt"), commands);

    List<Verdict> verdicts = client(release, "commands", List.of(lines.toString()));

    assertThat(verdicts)
        .filteredOn(it -> !it.accepts())
        .extracting(Verdict::file)
        .containsExactlyElementsOf(mistakes);
    assertThat(verdicts).hasSameSizeAs(commands);
  }

  /** Each release has all options that its client supports. */
  @ParameterizedTest
  @MethodSource("releases")
  void catalogueHasTheOptionsOfIntrospection(String release) throws Exception {
    List<String> options = List.of("concurrency", "node-timeout");
    List<String> lines =
        options.stream().map(it -> "overcloud node introspect --" + it + " 9 uuid").toList();

    List<Verdict> verdicts =
        client(
            release,
            "commands",
            List.of(Files.write(folder.resolve("options.txt"), lines).toString()));

    assertThat(shipped(release).release().nodes().orElseThrow().introspection().options())
        .containsExactlyElementsOf(
            options.stream()
                .filter(
                    it ->
                        verdicts.stream()
                            .anyMatch(
                                verdict ->
                                    verdict.accepts() && verdict.file().contains("--" + it + " ")))
                .toList());
  }

  private static ObjectNode port(ObjectNode node) {
    return (ObjectNode) node.get("ports").get(0);
  }

  /** What the playbook writes into the nodes file, with a password. */
  private static ArrayNode nodes(Lab lab) throws IOException {
    ArrayNode nodes =
        tasks(lab)
            .map(it -> it.path("vars").path("nodes"))
            .filter(JsonNode::isArray)
            .map(ArrayNode.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(nodes).isNotEmpty();
    nodes.forEach(it -> ((ObjectNode) it).put("pm_password", PASSWORD));
    return nodes;
  }

  /** The commands of openstack in the playbook, and those of its program. */
  private static List<String> commands(Lab lab, Path file) throws IOException {
    List<String> commands = new ArrayList<>();
    tasks(lab)
        .map(it -> it.path("ansible.builtin.command").path("argv"))
        .filter(it -> it.path(2).asText().equals("start"))
        .forEach(
            it -> {
              String words = String.join(" ", texts(it)).replaceFirst(".* openstack ", "");
              commands.add(words + " " + (words.endsWith("import") ? file : "uuid-1 uuid-2"));
            });
    tasks(lab)
        .map(it -> it.path("ansible.builtin.shell").path("cmd").asText())
        .filter(it -> it.contains(" openstack "))
        .forEach(
            it ->
                commands.add(it.replaceFirst(".* openstack ", "").replaceAll("/\\S+", "" + file)));
    tasks(lab)
        .flatMap(it -> texts(it.path("lab_host_info").path("programs").findPath("nodes")).stream())
        .filter(it -> it.contains("openstack"))
        .forEach(it -> commands.add(it.replaceFirst(".* openstack ", "")));
    tasks(lab)
        .flatMap(it -> texts(it.path("lab_host_info").path("programs").findPath("ports")).stream())
        .filter(it -> it.contains("openstack"))
        .forEach(it -> commands.add(it.replaceFirst(".* openstack ", "")));
    commands.addAll(ofTheProgram());
    return commands;
  }

  /** As the program has them, in quoted words. */
  private static List<String> ofTheProgram() throws IOException {
    StringBuilder files = new StringBuilder();
    for (String name : List.of("nodes-register", "node.py", "step.py")) {
      files.append(Files.readString(PROGRAM.resolve(name)));
    }
    String text = files.toString();
    String fields =
        text.replaceFirst("(?s).*\nFIELDS = \\[(.*?)\\].*", "$1").replaceAll("[\",]", "");
    List<String> commands = new ArrayList<>();
    commands.add("baremetal node list --limit 0 --fields " + fields + " -f json");
    commands.add("baremetal introspection list -f json");
    for (String verb : List.of("manage", "maintenance unset", "maintenance set", "delete")) {
      assertThat(text).contains("\"" + verb.replace(" ", "\", \"") + "\", node");
      commands.add("baremetal node " + verb + " uuid");
    }
    for (String verb : List.of("maintenance unset", "undeploy", "abort")) {
      assertThat(text).contains("openstack baremetal node " + verb + " ");
      commands.add("baremetal node " + verb + " name");
    }
    return commands;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> tasks(Lab lab) throws IOException {
    String text = new LabGenerator().generate(lab, PLAYBOOK).orElseThrow().content();
    JsonNode plays = new YAMLMapper().readTree(text);
    return StreamSupport.stream(plays.spliterator(), false)
        .flatMap(it -> StreamSupport.stream(it.path("tasks").spliterator(), false));
  }

  private Lab shipped(String release) throws IOException {
    return RealTripleo.lab(release, Map.of(), folder.resolve("lab"));
  }

  private Lab everyKind(String release) throws IOException {
    boolean firmware = shipped(release).hypervisor().platform().libvirt().uefi().isPresent();
    Path lab = folder.resolve("lab");
    Files.writeString(
        lab.resolve("configuration/nodes.yaml"),
        firmware ? NODES : NODES.replace("boot-mode: uefi", "boot-mode: bios"));
    Path password = lab.resolve("workspace/passwords/bmc");
    Files.createDirectories(password.getParent());
    Files.writeString(password, "secret\n");
    return ConfigurationFolders.reader().read(lab).lab(Optional.empty()).value().orElseThrow();
  }

  private Path write(String name, ArrayNode nodes) throws IOException {
    ObjectNode file = new ObjectMapper().createObjectNode();
    file.set("nodes", nodes);
    return Files.writeString(folder.resolve(name + ".json"), file.toPrettyString());
  }

  private List<Verdict> client(String release, String verb, List<String> arguments)
      throws Exception {
    RealTripleo tripleo = new RealTripleo(folder);
    List<String> argv =
        new ArrayList<>(
            List.of(
                tripleo.environment(release).resolve("bin/python").toString(),
                RealTripleo.SCRIPTS.resolve("client").toString(),
                verb));
    argv.addAll(arguments);
    Said said = tripleo.run(line -> {}, argv.toArray(String[]::new));
    assertThat(said.code()).as(said.text()).isZero();
    return said.text().lines().map(Verdict::parse).toList();
  }
}
