package lab.tripleo.platforms;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes {@code docs/platforms.md} and its summary in the README of what the tests have kept in
 * {@code target/platforms}, and keeps it for those who do not run all of them. With {@code --check}
 * it writes nothing, and ends with 1 when they say what the tests have contradicted. Both end with
 * the numbers; {@code --numbers} does nothing else.
 */
public final class PlatformTable {
  private static final Path DOCUMENT = Path.of("docs/platforms.md");
  private static final Path README = Path.of("README.md");
  private static final Path PLATFORMS = Path.of("configuration/platforms");
  private static final Path TESTS = Path.of("src/test/java");
  private static final String HINT = "src/platforms/table writes it.";
  private static final String CLAIMS_HEAD =
      "# Which tasks have run: platform, stage, section, task, module, release, a sum of the task's text, the tests that ran it."
          + "\n# Written by src/platforms/table.\n";

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final List<PlatformTask> tasks;
  private final List<StandIn> standIns;
  private final Claims claims;

  private PlatformTable() throws IOException {
    tasks = read(PlatformTask.FILE, PlatformTask.CELLS).map(PlatformTask::of).toList();
    standIns = StandIn.all();
    Map<String, List<RanTask>> found = found();
    List<Claim> before = read(Claim.FILE, Claim.CELLS).map(Claim::of).toList();
    claims = new Claims(tasks, before, found, classes());
    out.println(
        "ran playbooks this time: "
            + (found.isEmpty() ? "nothing" : String.join(", ", found.keySet())));
  }

  /**
   * The program.
   *
   * @param arguments nothing, {@code --check} or {@code --numbers}
   */
  public static void main(String[] arguments) throws IOException {
    if (!Files.exists(PlatformTask.FILE)) {
      System.err.println(PlatformTask.FILE + " is missing. PlatformTasksTest writes it.");
      System.exit(4);
    }
    List<String> options = Arrays.asList(arguments);
    PlatformTable table = new PlatformTable();
    boolean right = true;
    if (options.contains("--check")) {
      right = table.check();
    } else if (!options.contains("--numbers")) {
      table.write();
    }
    table.document(table.claims.all()).numbers().forEach(table.out::println);
    System.exit(right ? 0 : 1);
  }

  private PlatformDocument document(List<Claim> some) throws IOException {
    return new PlatformDocument(new Reality(tasks, some, standIns), standIns, titles());
  }

  private void write() throws IOException {
    PlatformDocument document = document(claims.all());
    String lines = claims.all().stream().map(it -> it.line() + "\n").collect(Collectors.joining());
    Files.writeString(Claim.FILE, CLAIMS_HEAD + lines);
    Files.writeString(DOCUMENT, document.text());
    Files.writeString(README, Summary.replace(Files.readString(README), document.summary()));
    claims.contradicted().forEach(it -> out.println("did not run this time: " + it.line()));
    claims.unknown().forEach(it -> out.println("ran and is in no list: " + it));
  }

  /** What a test comes to for the first time is told: to say too little is not wrong. */
  private boolean check() throws IOException {
    boolean right = claims.contradicted().isEmpty();
    claims
        .contradicted()
        .forEach(
            it -> out.println("docs/platforms.md says that this ran; it did not: " + it.line()));
    claims.missed().forEach(it -> out.println("it did not come to this time: " + it.line()));
    claims
        .gained()
        .forEach(it -> out.println("a test came to it for the first time: " + it.line()));
    if (!claims.gained().isEmpty()) {
      out.println("docs/platforms.md says less than what has run. " + HINT);
    }
    PlatformDocument document = document(claims.known());
    if (!Files.exists(DOCUMENT) || !Files.readString(DOCUMENT).equals(document.text())) {
      out.println(DOCUMENT + " does not say what the tests have run. " + HINT);
      right = false;
    }
    String readme = Files.readString(README);
    if (!Summary.replace(readme, document.summary()).equals(readme)) {
      out.println("The table of platforms in " + README + " is another one. " + HINT);
      right = false;
    }
    return right;
  }

  private static Stream<List<String>> read(Path file, int cells) throws IOException {
    return Tsv.read(file, cells).stream();
  }

  private static Map<String, List<RanTask>> found() throws IOException {
    Map<String, List<RanTask>> found = new TreeMap<>();
    if (!Files.isDirectory(RanTask.FOLDER)) {
      return found;
    }
    for (Path file : list(RanTask.FOLDER)) {
      String test = file.getFileName().toString().replace(RanTask.ENDING, "");
      found.put(test, read(file, RanTask.CELLS).map(RanTask::of).toList());
    }
    return found;
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".java"))
          .map(it -> it.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  private static Map<String, String> titles() throws IOException {
    Map<String, String> titles = new TreeMap<>();
    for (Path file : list(PLATFORMS)) {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("title: ")) {
          titles.put(file.getFileName().toString().replace(".yaml", ""), line.substring(7));
        }
      }
    }
    return titles;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.sorted().toList());
    }
  }
}
