package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.diagram.TopologyDiagram;
import lab.tripleo.files.Tree;
import lab.tripleo.generation.RealTripleo.Said;
import lab.tripleo.model.Lab;
import lab.tripleo.model.UndercloudConf;
import lab.tripleo.process.Commands;
import lab.tripleo.results.LocalHost;
import lab.tripleo.results.Results;
import lab.tripleo.results.SecretSearch;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plan that the real client, Heat and the templates of a release render from what the program
 * generates. {@code src/real-tripleo/plan} runs it. {@code ./check} runs only classes whose names
 * end with Test or IT.
 */
final class RealPlanComparison {
  private static final String RELEASES = "tripleo-lab.real-plan";

  /** Whether the plans of the last run are compared again. */
  private static final String RENDERED = "tripleo-lab.real-plan.rendered";

  private static final Path RESULTS = Path.of("target/real-plan").toAbsolutePath();

  /** The release whose roles and modules are on PyPI. */
  private static final String WITH_ALL_ROLES = "zed";

  private static final int ROLE_MISSING = 3;

  /** The collecting script hands such a file over to the redaction. */
  private static final Pattern PASSWORDS =
      Pattern.compile("(?m)^secrets:(.*/tripleo-undercloud-passwords\\.yaml):");

  private static final String REGISTRY = "tripleo.ctlplane.localdomain:8787";

  /** Files of an installation that explain it; the names of folders may have a random end. */
  private static final Set<String> EXPLAINING =
      new TreeSet<>(
          List.of(
              "undercloud_install.log",
              "install-undercloud.log",
              "tripleo-ansible-inventory.yaml",
              "undercloud.conf",
              "containers-prepare-parameter.yaml",
              "undercloud_parameters.yaml",
              "tripleo-undercloud-outputs.yaml",
              "deploy_steps_playbook.yaml",
              "global_vars.yaml",
              "docker_config.yaml"));

  /** Not every client keeps it. */
  private static final String HEAT_LOG = "heat.log";

  @TempDir private Path folder;
  private final PlanReport report = new PlanReport();

  static Stream<String> releases() {
    return Stream.of(System.getProperty(RELEASES).split("[ ,]+"));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void planIsWhatTheLabSays(String release) throws Exception {
    Lab lab = RealTripleo.lab(release, Map.of(), folder.resolve("lab"));
    Path result = RESULTS.resolve(release);
    Path environment = new RealTripleo(folder).environment(release, "heat");
    Path templates = templates(release);
    if (!Boolean.getBoolean(RENDERED)) {
      render(lab, environment, templates, result);
    }

    UndercloudConf conf = lab.undercloud().conf();
    RenderedPlan plan = new RenderedPlan(result.resolve("root/home/stack"));
    report.compare("stack is complete", true, isComplete(result.resolve("plan.log")));
    containers(lab, plan, result.resolve("containers-prepare-parameter.yaml"));
    network(conf, plan);
    inspection(conf, plan);
    addresses(conf, plan);
    endpoints(lab, plan);
    diagram(lab, plan);
    playbooks(release, environment, plan);
    collection(result, plan);
    platforms(lab);
    finish(release, templates, result);
  }

  /** The client prints to the terminal for minutes; its lines are passed on. */
  private void render(Lab lab, Path environment, Path templates, Path result)
      throws IOException, InterruptedException {
    say("\n== Plan of " + lab.release().title());
    new Tree(result).delete();
    Files.createDirectories(result);
    Said said =
        new RealTripleo(folder)
            .onMachine(
                RealPlanComparison::say, lab, environment, result, "render", templates.toString());
    assertThat(said.code()).as(said.text()).isZero();
  }

  private Path templates(String release) throws IOException, InterruptedException {
    Said said = new RealTripleo(folder).run(line -> {}, script("templates"), release);
    assertThat(said.code()).as(said.text()).isZero();
    return Path.of(said.text().strip());
  }

  private static String script(String name) {
    return RealTripleo.SCRIPTS.resolve(name).toString();
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** The exit code of the client says nothing: it depends on the release, not on the plan. */
  private static boolean isComplete(Path log) throws IOException {
    return Files.readString(log).contains("[undercloud]: CREATE_COMPLETE");
  }

  private void containers(Lab lab, RenderedPlan plan, Path prepared) throws IOException {
    Set<String> started = new TreeSet<>(lab.expectedContainers());
    started.retainAll(plan.containers());
    report.compare("containers", new TreeSet<>(lab.expectedContainers()), started);

    JsonNode defaults = new YAMLMapper().readTree(prepared.toFile()).findPath("set");
    String tag = lab.undercloud().containerTag().orElse(defaults.path("tag").asText());
    String namespace =
        lab.release().containers().namespace().orElse(defaults.path("namespace").asText());
    String path = namespace.substring(namespace.indexOf('/'));
    Set<String> found =
        plan.images().stream()
            .map(it -> it.replaceAll("/[^/:]+(:[^/:]+)$", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    report.compare("namespace and tag of all images", Set.of(REGISTRY + path + ":" + tag), found);
  }

  private void network(UndercloudConf conf, RenderedPlan plan) throws IOException {
    String local = conf.option(UndercloudConf.DEFAULT, "local_subnet").orElseThrow();
    JsonNode network = plan.network();
    JsonNode subnet = network.path("subnets").path(local);
    report.compare("subnets", 1, network.path("subnets").size());
    report.compare("local_ip", conf.hosts().get(0), network.path("local_ip").asText());
    compare("cidr", conf, local, subnet.path("NetworkCidr"));
    compare("gateway", conf, local, subnet.path("NetworkGateway"));
    compare("dhcp_start", conf, local, subnet.path("AllocationPools").path(0).path("start"));
    compare("dhcp_end", conf, local, subnet.path("AllocationPools").path(0).path("end"));
    String cidr = conf.option(local, "cidr").orElseThrow();
    report.compare("masquerade", List.of(cidr), plan.masqueraded());
  }

  private void compare(String option, UndercloudConf conf, String section, JsonNode found) {
    report.compare(option, conf.option(section, option).orElseThrow(), found.asText());
  }

  private void inspection(UndercloudConf conf, RenderedPlan plan) throws IOException {
    String local = conf.option(UndercloudConf.DEFAULT, "local_subnet").orElseThrow();
    JsonNode subnet = plan.inspectionSubnets().path(0);
    compare("inspection_iprange", conf, local, subnet.path("ip_range"));
    report.compare(
        "gateway of the inspection",
        conf.option(local, "gateway").orElseThrow(),
        subnet.path("gateway").asText());
  }

  private void addresses(UndercloudConf conf, RenderedPlan plan) throws IOException {
    report.compare(
        "undercloud_public_host",
        conf.hosts().get(1),
        plan.globals().path("cloud_names").path("cloud_name_external").asText());
    compare(
        "undercloud_hostname",
        conf,
        UndercloudConf.DEFAULT,
        plan.host().path("canonical_hostname"));
    report.compare(
        "address of the host", conf.hosts().get(0), plan.host().path("ctlplane_ip").asText());
    compare("local_interface", conf, UndercloudConf.DEFAULT, plan.networkInterface());
    report.compare(
        "local_ip with its prefix",
        conf.localIp(),
        plan.globals().path("net_vip_map").path("ctlplane_subnet").asText());
  }

  /** Keystone's own endpoints are not in the plan's list. */
  private void endpoints(Lab lab, RenderedPlan plan) throws IOException {
    String expected = "http://" + lab.undercloud().conf().hosts().get(0);
    for (String service : lab.release().undercloud().answers().keySet()) {
      if (!service.equals("keystone")) {
        report.compare("endpoints of " + service, Set.of(expected), plan.endpoints().get(service));
      }
    }
  }

  private void diagram(Lab lab, RenderedPlan plan) throws IOException {
    String picture = TopologyDiagram.of(lab);
    for (String text :
        List.of(
            plan.network().findPath("NetworkCidr").asText(),
            plan.network().path("local_ip").asText())) {
      report.compare("diagram has " + text, true, picture.contains(text));
    }
  }

  private void playbooks(String release, Path environment, RenderedPlan plan) throws Exception {
    RealTripleo tripleo = new RealTripleo(folder);
    Said checked =
        tripleo.run(
            line -> {},
            script("lint-plan"),
            OldAnsible.programs().get(0).toString(),
            environment.toString(),
            plan.playbook().toString());
    if (checked.code() == ROLE_MISSING && !release.equals(WITH_ALL_ROLES)) {
      report.leaveOut("syntax of the playbooks", checked.text().strip());
    } else {
      report.compare("exit code of the syntax check", 0, checked.code());
      say(checked.text());
    }
  }

  /** What fetch-results takes from a machine with these files. */
  private void collection(Path result, RenderedPlan plan) throws Exception {
    Path root = result.resolve("root");
    Path run = Files.createDirectories(result.resolve("run"));
    Set<String> passwordFiles = new TreeSet<>();
    LocalHost host = new LocalHost(root);
    Commands commands =
        (argv, input, line) -> {
          Commands.Output output = host.run(argv, input, line);
          PASSWORDS.matcher(output.out()).results().forEach(it -> passwordFiles.add(it.group(1)));
          return output;
        };
    new Results(commands, new Redaction(List.of()))
        .fetch(run, List.of(LocalHost.named("tripleo")), line -> {});
    Path fetched = run.resolve(Results.FOLDER);
    report.compare(
        "password file", Set.of(root.relativize(plan.passwordFile()).toString()), passwordFiles);
    Set<String> expected = new TreeSet<>(EXPLAINING);
    if (names(root).contains(HEAT_LOG)) {
      expected.add(HEAT_LOG);
    }
    Set<String> found = new TreeSet<>(expected);
    found.retainAll(names(fetched));
    report.compare("fetched files", expected, found);
    SecretSearch search = new SecretSearch(plan.passwords());
    report.compare(
        "generated secrets that the search finds in the plan",
        plan.passwords().size(),
        search.in(root).size());
    report.compare("generated secrets in what was fetched", Set.of(), search.in(fetched));
  }

  private static Set<String> names(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files.map(it -> it.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** The settings of a release are the same on each of its platforms. */
  private void platforms(Lab lab) throws IOException {
    for (GoldenLabs.Pair pair : GoldenLabs.pairs()) {
      if (pair.release().equals(lab.release().name())) {
        Path other = folder.resolve(pair.platform());
        Lab same = GoldenLabs.lab(pair, Map.of(), other).orElseThrow();
        report.compare(
            "settings on " + pair.platform(),
            lab.undercloud().settingsSum(),
            same.undercloud().settingsSum());
      }
    }
  }

  private void finish(String release, Path templates, Path result)
      throws IOException, InterruptedException {
    say("\n== Report of " + release);
    report.lines().forEach(RealPlanComparison::say);
    Files.write(result.resolve("report.txt"), report.lines());
    assertThat(report.differences()).as(release).isEmpty();
    Said inputs = new RealTripleo(folder).run(line -> {}, script("inputs"), release);
    assertThat(inputs.code()).as(inputs.text()).isZero();
    PlanRecord.keep(release, inputs.text(), templates, report);
  }
}
