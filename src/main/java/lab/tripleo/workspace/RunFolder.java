package lab.tripleo.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.tripleo.event.RunEvent;
import lab.tripleo.files.OwnerOnly;

/** The folder of one run. */
public final class RunFolder {
  private static final String RECORD = "run.json";
  private static final String ANSWERS = "answers.jsonl";
  private static final String TOPOLOGY = "topology.svg";

  private static final String KNOWN_HOSTS = "known_hosts";

  private final Path path;

  RunFolder(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  String id() {
    return path.getFileName().toString();
  }

  /** Writes run.json, whole or not at all. */
  public void save(RunRecord record) throws IOException {
    OwnerOnly.write(path.resolve(RECORD), RunJson.write(record));
  }

  /** Writes the answers of a check, one per line. */
  public void keepAnswers(List<String> answers) throws IOException {
    OwnerOnly.write(
        path.resolve(ANSWERS), answers.stream().map(it -> it + "\n").collect(Collectors.joining()));
  }

  /** Writes the diagram of the lab as SVG. */
  public void keepTopology(String svg) throws IOException {
    OwnerOnly.write(path.resolve(TOPOLOGY), svg);
  }

  /** The diagram of the lab at the time of the run; absent if there is none. */
  public Optional<String> topology() throws IOException {
    return kept(Path.of(TOPOLOGY));
  }

  /** Writes a report into the folder, whole or not at all. */
  public Path keepReport(String format, OwnerOnly.Content content) throws IOException {
    Path report = path.resolve("report." + format);
    OwnerOnly.write(report, content);
    return report;
  }

  /** The given files that exist here and are not empty. */
  public List<String> having(List<String> names) throws IOException {
    List<String> having = new ArrayList<>();
    for (String name : names) {
      Path file = path.resolve(name);
      if (Files.isRegularFile(file) && Files.size(file) > 0) {
        having.add(name);
      }
    }
    return having;
  }

  static Path recordOf(Path folder) {
    return folder.resolve(RECORD);
  }

  /** Copies inventory, playbooks and known_hosts at the start of the run. */
  public void keepGenerated(Path labFolder) throws IOException {
    Path hosts = path.getParent().resolveSibling(KNOWN_HOSTS);
    if (Files.isRegularFile(hosts)) {
      OwnerOnly.write(path.resolve(KNOWN_HOSTS), Files.readAllBytes(hosts));
    }
    for (String name : List.of("inventory", "playbooks")) {
      Path from = labFolder.resolve(name);
      if (Files.isDirectory(from)) {
        copy(from, path.resolve(name));
      }
    }
  }

  /** The run's copy of a generated file; absent if there is none. */
  public Optional<String> kept(Path generated) throws IOException {
    Path file = path.resolve(generated.toString());
    return Files.isRegularFile(file) ? Optional.of(PrivateFiles.read(file)) : Optional.empty();
  }

  /**
   * Whether the hosts are still those of the run: a recreated host has another host key. The order
   * of the keys does not matter, since each contact may change it.
   */
  public boolean hasSameHosts() throws IOException {
    Path now = path.getParent().resolveSibling(KNOWN_HOSTS);
    Optional<String> then = kept(Path.of(KNOWN_HOSTS));
    return Files.isRegularFile(now)
        && then.isPresent()
        && lines(then.get()).equals(lines(PrivateFiles.read(now)));
  }

  private static Set<String> lines(String text) {
    return text.lines().collect(Collectors.toSet());
  }

  /** The file of events, one per line; absent if Ansible never started. */
  public Optional<Path> events() {
    return Optional.of(path.resolve(RunEvent.FILE)).filter(Files::isRegularFile);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          PrivateFiles.folder(target);
        } else {
          OwnerOnly.write(target, Files.readAllBytes(each));
        }
      }
    }
  }
}
