package lab.tripleo.platforms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/platforms.md}: the rule, the numbers, and every task. */
final class PlatformDocument {
  private static final String HEAD =
      """
      # Platforms

      What of the generated playbooks has run, and where. **Written by the tests**: those that run playbooks keep which tasks ended well, and
      `src/platforms/table` puts them here; `./check` fails when this says what its tests contradict, or names a task that is no more.

      - **real**: a test has run the task, and nothing that it calls was replaced. Where the table says so of a hypervisor, that is a container
        with systemd, the distribution's own packages and the test machine's kernel ([sandbox](sandbox.md)); machines run there under emulation
        where KVM does not work.
      - **stand-in**: a test has run the task, but something that it calls was replaced; the table below says what took its place.
        [`stand-ins.tsv`](../src/test/resources/platforms/stand-ins.tsv) declares that, task by task; where in doubt, it is one.
      - **modelled**: a test has run the task on a host that is only described: what the task calls was not there, and something noted what it is told
        and answered as such a system should ([modelled hosts](../src/test/resources/modelled-hosts/README.md)).
      - **linted**: no test has run it. It is generated, and playbooks like this go through `ansible-playbook --syntax-check`, ansible-lint and yamllint.

      A task counts as run when it ended well (ok or changed) at least once; one that is always skipped, or fails, does not. A claim is about the
      text: when a task reads otherwise than when it ran, it is linted until it runs again. Where it reads differently for some releases, it
      counts as what the weakest of them is, and the others are in brackets. Empty: there is no such task on that platform.
      [`ran.tsv`](../src/test/resources/platforms/ran.tsv) names the tests that ran it.

      In each stage: tasks that are real / stand-in / modelled / linted.

      """;

  private static final String STAND_INS =
      """

      ## What stands in for something

      | Name | On | What it is |
      |---|---|---|
      """;

  private final Reality reality;
  private final List<StandIn> standIns;
  private final Map<String, String> titles;
  private final List<String> platforms;

  /**
   * The document.
   *
   * @param titles what each platform is, by its name
   */
  PlatformDocument(Reality reality, List<StandIn> standIns, Map<String, String> titles) {
    this.reality = reality;
    this.standIns = standIns;
    this.titles = titles;
    Comparator<String> best =
        Comparator.<String, Long>comparing(it -> reality.count(it, "", How.Kind.REAL))
            .thenComparing(it -> reality.count(it, "", How.Kind.STAND_IN))
            .thenComparing(it -> reality.count(it, "", How.Kind.MODELLED))
            .thenComparing(Comparator.naturalOrder());
    this.platforms =
        reality.cells().keySet().stream()
            .map(TaskKey::platform)
            .distinct()
            .sorted(best.reversed())
            .toList();
  }

  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(summary()).append(STAND_INS);
    standIns.stream()
        .map(it -> row(List.of(it.name(), "`" + it.platform() + "`", it.replaces())))
        .distinct()
        .forEach(text::append);
    for (String stage : stages()) {
      text.append("\n## `").append(stage).append("`\n\n");
      text.append(row(concat(List.of("Section", "Task"), platforms.stream())));
      text.append("|---".repeat(platforms.size() + 2)).append("|\n");
      lines(stage).forEach(line -> text.append(line(stage, line)));
    }
    return text.toString();
  }

  /** How many tasks of each platform and stage ran in which way: the README has it, too. */
  String summary() {
    StringBuilder text = new StringBuilder();
    Stream<String> heads = stages().stream().map(it -> "`" + it + "`");
    text.append(row(concat(List.of("Hypervisor", "Releases"), heads)));
    text.append("|---".repeat(stages().size() + 2)).append("|\n");
    for (String platform : platforms) {
      Stream<String> numbers = stages().stream().map(it -> numbers(platform, it));
      String title = titles.get(platform) + ": `" + platform + "`";
      text.append(row(concat(List.of(title, releases(platform)), numbers)));
    }
    return text.toString();
  }

  private String numbers(String platform, String stage) {
    return "%d / %d / %d / %d"
        .formatted(
            reality.count(platform, stage, How.Kind.REAL),
            reality.count(platform, stage, How.Kind.STAND_IN),
            reality.count(platform, stage, How.Kind.MODELLED),
            reality.count(platform, stage, How.Kind.LINTED));
  }

  /** The same in words, for the end of a test run. */
  List<String> numbers() {
    return platforms.stream()
        .map(
            it ->
                "%s: %d tasks ran for real, %d against a stand-in, %d on a modelled host, %d were only linted"
                    .formatted(
                        it,
                        reality.count(it, "", How.Kind.REAL),
                        reality.count(it, "", How.Kind.STAND_IN),
                        reality.count(it, "", How.Kind.MODELLED),
                        reality.count(it, "", How.Kind.LINTED)))
        .toList();
  }

  private String releases(String platform) {
    return reality.cells().entrySet().stream()
        .filter(it -> it.getKey().platform().equals(platform))
        .flatMap(it -> it.getValue().releases().values().stream())
        .flatMap(List::stream)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private List<String> stages() {
    return reality.cells().keySet().stream().map(TaskKey::stage).distinct().toList();
  }

  /** Section and name of the tasks of a stage, whatever the platform. */
  private List<List<String>> lines(String stage) {
    List<List<String>> lines = new ArrayList<>();
    for (String platform : platforms) {
      List<List<String>> some =
          reality.cells().keySet().stream()
              .filter(it -> it.platform().equals(platform) && it.stage().equals(stage))
              .map(it -> List.of(it.section(), it.name()))
              .distinct()
              .toList();
      Order.merge(lines, new LinkedHashSet<>(some));
    }
    return lines;
  }

  private String line(String stage, List<String> line) {
    Stream<String> cells =
        platforms.stream()
            .map(
                platform ->
                    reality.cells().entrySet().stream()
                        .filter(it -> isOf(it.getKey(), platform, stage, line))
                        .map(it -> it.getValue().text())
                        .distinct()
                        .collect(Collectors.joining("; ")));
    return row(concat(List.of(line.get(0), line.get(1) + setting(stage, line)), cells));
  }

  private static boolean isOf(TaskKey key, String platform, String stage, List<String> line) {
    return key.platform().equals(platform)
        && key.stage().equals(stage)
        && key.section().equals(line.get(0))
        && key.name().equals(line.get(1));
  }

  /** What brings the task, where it is not in every lab. */
  private String setting(String stage, List<String> line) {
    Optional<String> setting =
        reality.cells().entrySet().stream()
            .filter(it -> isOf(it.getKey(), it.getKey().platform(), stage, line))
            .map(it -> it.getValue().setting())
            .min(Comparator.comparing(String::length));
    return setting.filter(it -> !it.isEmpty()).map(it -> " (*" + it + "*)").orElse("");
  }

  private static List<String> concat(List<String> first, Stream<String> more) {
    return Stream.concat(first.stream(), more).toList();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(it -> it.isEmpty() ? "| " : "| " + it.replace("|", "\\|") + " ")
        .collect(Collectors.joining("", "", "|\n"));
  }
}
