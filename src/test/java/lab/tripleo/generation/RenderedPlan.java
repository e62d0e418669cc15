package lab.tripleo.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files that a TripleO client wrote to the home folder of stack, with the plan among them. */
final class RenderedPlan {
  private static final Pattern CTLPLANE = Pattern.compile("\\{.*\"local_subnet\": .*\\}");
  private static final Pattern IMAGE = Pattern.compile("[\\w.-]+:8787/[\\w./-]+:[\\w.-]+");
  private static final String PLAYBOOK = "deploy_steps_playbook.yaml";

  private final Path output;
  private final Path folder;

  /**
   * Finds the plan where the collecting script looks for it.
   *
   * @param home of stack
   */
  RenderedPlan(Path home) throws IOException {
    Path deploy = home.resolve("tripleo-deploy/undercloud");
    this.output = Files.exists(deploy) ? deploy : home;
    try (Stream<Path> folders = Files.list(output)) {
      this.folder =
          folders
              .filter(it -> it.getFileName().toString().startsWith("undercloud-ansible-"))
              .filter(it -> Files.exists(it.resolve(PLAYBOOK)))
              .findFirst()
              .orElseThrow(() -> new IOException("no plan in " + output));
    }
  }

  Path playbook() {
    return folder.resolve(PLAYBOOK);
  }

  /** The names of the containers that the playbooks start. */
  Set<String> containers() throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode step : yaml(folder.resolve("Undercloud/docker_config.yaml"))) {
      step.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /** All container images that the playbooks name. */
  Set<String> images() throws IOException {
    return texts(folder).stream()
        .flatMap(it -> IMAGE.matcher(it).results())
        .map(MatchResult::group)
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  /** The network of the undercloud, as the task that creates it is told. */
  JsonNode network() throws IOException {
    return texts(folder).stream()
        .flatMap(it -> CTLPLANE.matcher(it).results())
        .map(it -> yaml(it.group()))
        .filter(it -> it.has("subnets"))
        .findFirst()
        .orElseThrow(() -> new IOException("no network in " + folder));
  }

  /** The subnets in which nodes are inspected. */
  JsonNode inspectionSubnets() throws IOException {
    return hiera().path("tripleo::profile::base::ironic_inspector::inspection_subnets");
  }

  /** The networks whose nodes reach others through the undercloud: for Ansible, or for Puppet. */
  List<String> masqueraded() throws IOException {
    JsonNode networks = group().path("tripleo_masquerade_networks");
    JsonNode either = networks.isMissingNode() ? hiera().path("masquerade_networks") : networks;
    return either.properties().stream().map(Map.Entry::getKey).toList();
  }

  private JsonNode hiera() throws IOException {
    return group().path("service_configs");
  }

  JsonNode networkInterface() throws IOException {
    return group().path("neutron_public_interface_name");
  }

  private JsonNode group() throws IOException {
    return yaml(folder.resolve("group_vars/Undercloud"));
  }

  JsonNode globals() throws IOException {
    return yaml(folder.resolve("global_vars.yaml"));
  }

  JsonNode host() throws IOException {
    return yaml(folder.resolve("inventory.yaml")).path("Undercloud").path("hosts").path("tripleo");
  }

  /** By service, the addresses in its endpoints. */
  SortedMap<String, Set<String>> endpoints() throws IOException {
    SortedMap<String, Set<String>> endpoints = new TreeMap<>();
    for (var service : globals().path("keystone_resources").properties()) {
      Set<String> hosts = new TreeSet<>();
      service
          .getValue()
          .path("endpoints")
          .forEach(it -> hosts.add(it.asText().replaceFirst(":\\d+(/.*)?$", "")));
      endpoints.put(service.getKey(), hosts);
    }
    return endpoints;
  }

  /** The generated secrets: all values of the password file that are no identifiers. */
  List<String> passwords() throws IOException {
    List<String> values = new ArrayList<>();
    add(yaml(passwordFile()).path("parameter_defaults"), values);
    return values.stream().distinct().toList();
  }

  Path passwordFile() {
    return output.resolve("tripleo-undercloud-passwords.yaml");
  }

  private static void add(JsonNode node, List<String> values) {
    node.properties()
        .forEach(
            it -> {
              if (it.getValue().isContainerNode()) {
                add(it.getValue(), values);
              } else if (!it.getKey().matches("(?i).*(public_?key|fsid)")) {
                values.addAll(it.getValue().asText().strip().lines().toList());
              }
            });
    StreamSupport.stream(node.spliterator(), false)
        .filter(it -> node.isArray())
        .forEach(it -> add(it, values));
  }

  private static List<String> texts(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(it -> Files.isRegularFile(it) && !it.toString().contains("/.git/"))
          .map(RenderedPlan::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile());
  }

  private static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
