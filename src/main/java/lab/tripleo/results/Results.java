package lab.tripleo.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.files.OwnerOnly;
import lab.tripleo.files.Tree;
import lab.tripleo.process.Commands;
import lab.tripleo.process.LoginShell;
import lab.tripleo.process.Script;
import lab.tripleo.secrets.Redaction;

/** Fetches logs and configuration of hosts into a run's folder, whole or not at all. */
public final class Results {
  /** The folder's name in that of a run. */
  public static final String FOLDER = "results";

  /** The page that lists all. */
  public static final String INDEX = "index.md";

  private static final String NOTES = "notes";

  private final Commands commands;
  private final Redaction redaction;

  public Results(Commands commands, Redaction redaction) {
    this.commands = commands;
    this.redaction = redaction;
  }

  /**
   * What was fetched.
   *
   * @param unreached names of the hosts from which nothing came
   */
  public record Fetched(Path folder, int files, long bytes, List<String> unreached) {}

  /**
   * Fetches. What was fetched for the run before is replaced.
   *
   * @param run the run's folder
   * @param say receives progress messages
   */
  public Fetched fetch(Path run, List<Source> sources, Consumer<String> say)
      throws IOException, InterruptedException {
    Path part = run.resolve(FOLDER + ".part");
    Path whole = run.resolve(FOLDER);
    new Tree(part).delete();
    OwnerOnly.folder(part);
    try {
      List<Received> received = new ArrayList<>();
      for (Source source : sources) {
        say.accept("Fetching logs and configuration of " + source.name());
        received.add(fetch(source, part));
      }
      List<HostResults> hosts = clean(received, part);
      Files.writeString(
          part.resolve(INDEX), ResultsIndex.text(run.getFileName().toString(), hosts));
      new Tree(whole).delete();
      Files.move(part, whole);
      return new Fetched(
          whole,
          hosts.stream().mapToInt(it -> it.files().size()).sum(),
          hosts.stream().mapToLong(HostResults::bytes).sum(),
          hosts.stream().filter(it -> it.problem().isPresent()).map(HostResults::name).toList());
    } finally {
      new Tree(part).delete();
    }
  }

  /**
   * What a host sent.
   *
   * @param secrets of its own password files
   * @param problem why nothing came
   */
  private record Received(String host, List<String> secrets, Optional<String> problem) {
    static Received nothing(String host, String problem) {
      return new Received(host, List.of(), Optional.of(problem));
    }
  }

  private Received fetch(Source source, Path into) throws IOException, InterruptedException {
    Commands.Output output =
        commands.run(source.shell(), Script.named("results/collect").text(), line -> {});
    List<String> answer = LoginShell.answer(output.out().lines().toList());
    if (!output.succeeded() || answer.stream().allMatch(String::isBlank)) {
      String last = output.err().strip().lines().reduce((a, b) -> b).orElse("no error message");
      return Received.nothing(source.name(), last);
    }
    Path folder = OwnerOnly.folder(into.resolve(source.name()));
    Path archive = into.resolve(source.name() + ".tar.gz");
    Files.write(archive, archive(answer));
    Commands.Output unpacked =
        commands.run(
            "tar",
            "--no-same-owner",
            "--no-same-permissions",
            "-xzf",
            archive.toString(),
            "-C",
            folder.toString());
    Files.delete(archive);
    if (!unpacked.succeeded()) {
      new Tree(folder).delete();
      return Received.nothing(
          source.name(), "its archive cannot be read: " + unpacked.err().strip());
    }
    return new Received(source.name(), HostSecrets.in(answer), Optional.empty());
  }

  private static byte[] archive(List<String> answer) {
    String lines =
        String.join("\n", answer.stream().filter(it -> !HostSecrets.isFile(it)).toList());
    return Base64.getMimeDecoder().decode(lines);
  }

  /** A secret of one host may be in a file of another. */
  private List<HostResults> clean(List<Received> received, Path part) throws IOException {
    Redaction all = redaction.with(received.stream().flatMap(it -> it.secrets().stream()).toList());
    List<HostResults> hosts = new ArrayList<>();
    for (Received each : received) {
      hosts.add(
          each.problem().isPresent()
              ? HostResults.nothing(each.host(), each.problem().get())
              : clean(each.host(), part.resolve(each.host()), all));
    }
    return hosts;
  }

  private static HostResults clean(String host, Path folder, Redaction redaction)
      throws IOException {
    Notes notes = Notes.take(folder.resolve(NOTES));
    List<HostResults.ResultFile> kept = new ArrayList<>();
    for (Path file : all(folder)) {
      String path = folder.relativize(file).toString();
      kept.add(clean(file, path, Optional.ofNullable(notes.cut().get(path)), redaction));
    }
    return new HostResults(host, kept, notes, Optional.empty());
  }

  /** What is not UTF-8 keeps its bytes this way. */
  private static HostResults.ResultFile clean(
      Path file, String path, Optional<Long> whole, Redaction redaction) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Redaction.Redacted redacted = redaction.redact(text);
    byte[] bytes = redacted.text().getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, bytes);
    OwnerOnly.restrict(file);
    return new HostResults.ResultFile(path, bytes.length, whole, redacted.masked());
  }

  /** The regular files, sorted; whatever else an archive may hold is removed. */
  private static List<Path> all(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path each : new Tree(folder).entries()) {
      if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
        files.add(each);
      } else {
        Files.delete(each);
      }
    }
    return files;
  }
}
