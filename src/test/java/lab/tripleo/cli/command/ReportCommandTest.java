package lab.tripleo.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import lab.tripleo.HostileStrings;
import lab.tripleo.cli.Program;
import lab.tripleo.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Reports of records whose events real Ansible wrote: those of src/test/resources/events. A missing
 * expectation is written and the test fails; so does -Dgolden.update.
 */
final class ReportCommandTest {
  private static final Path EVENTS = Path.of("src/test/resources/events");
  private static final Path EXPECTED = Path.of("src/test/resources/reports");
  private static final Path SCRIPT = Path.of("src/main/resources/reporting/report.js");
  private static final String POLICY = "default-src 'none'; img-src data:; style-src 'sha256-";
  private static final String ID = "20261128T010203Z-0a1b";
  private static final String LATER = "20261128T020304Z-0a1c";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path lab;
  private Path run;

  private int report(String... arguments) {
    out.reset();
    PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    String[] words = new String[arguments.length + 3];
    words[0] = "-C";
    words[1] = lab.toString();
    words[2] = "report";
    System.arraycopy(arguments, 0, words, 3, arguments.length);
    return new Program(new Terminal(toOut, toErr, new Terminal.Fds(false, false, false)))
        .run(words);
  }

  private String everything() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void lab() throws IOException {
    lab = Files.createDirectories(folder.resolve("lab/configuration")).getParent();
    Files.createFile(lab.resolve("configuration/environment"));
    Files.createDirectories(lab.resolve("workspace/runs"));
    run = lab.resolve("workspace/runs").resolve(ID);
  }

  private void record(String stage, String status, int exitCode) throws IOException {
    record(stage, "run", status, exitCode);
  }

  private void record(String stage, String kind, String status, int exitCode) throws IOException {
    record(ID, 1, stage, kind, status, exitCode);
  }

  private void record(String id, int number, String stage, String kind, String status, int exitCode)
      throws IOException {
    run = Files.createDirectories(run.resolveSibling(id));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"id": "%s", "number": %d, "lab": "north-7", "stage": "%s", "kind": "%s", "status": "%s", "release": "Simulated TripleO",
         "exitCode": %d, "startedAt": "2026-11-22T19:15:44Z", "finishedAt": "2026-11-22T19:17:45Z",
         "command": ["run", "prepare"], "programVersion": "0.1.0", "ansibleVersion": "2.19.14",
         "pid": 1, "explanation": "How it ended,\\nin two lines", "hosts": {}}
        """
            .formatted(id, number, stage, kind, status, exitCode));
  }

  @ParameterizedTest
  @CsvSource({
    "kitchen-sink-2.19-rc0, prepare, run, succeeded, 0",
    "failed-2.19-rc2, prepare, run, failed, 1",
    "unreachable-2.21-rc4, tripleo-prepare, run, failed, 4",
    "killed-2.19-rc137, prepare, run, interrupted, 130",
    "check-2.19-rc0, prepare, check, succeeded, 0",
    "garbage-rc250, clean, plan, failed, 1",
  })
  void reportMatchesTheRecord(String events, String stage, String kind, String status, int exitCode)
      throws IOException {
    record(stage, kind, status, exitCode);
    Files.copy(EVENTS.resolve(events).resolve("events.jsonl"), run.resolve("events.jsonl"));
    assertThat(report()).as(this::everything).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(run.resolve("report.html") + "\n");
    areAsExpected(
        Map.of(
            events + ".html", withoutStyleAndScript(read("report.html")),
            events + ".json", read("report.json").replace(",{", ",\n{"),
            events + ".xml", read("report.xml")));
    parsed("report.xml");
    parsed("report.html");
  }

  private String read(String name) throws IOException {
    Path file = run.resolve(name);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    return Files.readString(file);
  }

  private static String withoutStyleAndScript(String html) {
    return html.replaceAll("(?s)<style>.*</style>", "<style></style>")
        .replaceAll("sha256-[^']+", "sha256-")
        .replaceAll("(?s)<script>.*</script>", "<script></script>");
  }

  private static void areAsExpected(Map<String, String> reports) throws IOException {
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, String> report : reports.entrySet()) {
      Path expected = EXPECTED.resolve(report.getKey());
      if (!Files.exists(expected) || System.getProperty("golden.update") != null) {
        Files.createDirectories(EXPECTED);
        Files.writeString(expected, report.getValue());
        written.add(report.getKey());
      }
      assertThat(report.getValue()).isEqualTo(Files.readString(expected));
    }
    assertThat(written).as("written, now look at them").isEmpty();
  }

  private Document parsed(String name) throws IOException {
    try {
      DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      parser.setErrorHandler(null);
      byte[] text = Files.readAllBytes(run.resolve(name));
      return parser.parse(new InputSource(new ByteArrayInputStream(text)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError(name + " is not well formed: " + e.getMessage(), e);
    }
  }

  @Test
  void hostileTextsStayTexts() throws IOException {
    record("prepare", "failed", 1);
    StringBuilder events = new StringBuilder();
    for (String text : HostileStrings.all()) {
      String json = json(text);
      events.append(
          """
          {"event": "play", "at": "2026-11-22T19:15:45Z", "name": %1$s, "hosts": [%1$s]}
          {"event": "task", "at": "2026-11-22T19:15:45Z", "id": "1", "name": %1$s, "path": %1$s, "action": %1$s}
          {"event": "host_start", "at": "2026-11-22T19:15:45Z", "host": %1$s, "task": "1"}
          {"event": "diff", "at": "2026-11-22T19:15:45Z", "host": %1$s, "task": "1", "diff": %1$s}
          {"event": "failed", "at": "2026-11-22T19:15:46Z", "host": %1$s, "task": "1", "name": %1$s, "result": {"msg": %1$s, "stderr": %1$s}}
          {"event": "warning", "at": "2026-11-22T19:15:46Z", "text": %1$s}
          """
              .formatted(json));
    }
    Files.writeString(run.resolve("events.jsonl"), events);
    assertThat(report()).as(this::everything).isZero();
    int tasks = HostileStrings.all().size();
    assertThat(parsed("report.xml").getElementsByTagName("failure").getLength()).isEqualTo(tasks);
    Document html = parsed("report.html");
    assertThat(html.getElementsByTagName("article").getLength()).isEqualTo(tasks);
    assertThat(html.getElementsByTagName("img").getLength()).isZero();
    NodeList scripts = html.getElementsByTagName("script");
    assertThat(scripts.getLength()).isEqualTo(2);
    JsonNode data = new ObjectMapper().readTree(scripts.item(0).getTextContent());
    assertThat(data.path("rows")).hasSize(tasks);
    assertThat(scripts.item(1).getTextContent().strip())
        .isEqualTo("//\n" + Files.readString(SCRIPT) + "//");
    assertThat(read("report.html")).containsOnlyOnce(POLICY);
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            c ->
                json.append(
                    c < 128 && Character.isLetterOrDigit(c)
                        ? Character.toString(c)
                        : "\\u" + HexFormat.of().toHexDigits((char) c)));
    return json.append('"').toString();
  }

  @Test
  void secretsAreInNone() throws IOException {
    record("prepare", "failed", 1);
    Files.createDirectories(lab.resolve("workspace/passwords"));
    Files.writeString(lab.resolve("workspace/passwords/stack@hypervisor"), "Abcdefgh12345678");
    Files.writeString(
        run.resolve("events.jsonl"),
        """
        {"event": "play", "at": "2026-11-22T19:15:45Z", "name": "P", "hosts": ["h"]}
        {"event": "task", "at": "2026-11-22T19:15:45Z", "id": "1", "name": "T", "path": "p:1", "action": "a"}
        {"event": "diff", "at": "2026-11-22T19:15:45Z", "host": "h", "task": "1", "diff": "+ Abcdefgh12345678"}
        {"event": "failed", "at": "2026-11-22T19:15:46Z", "host": "h", "task": "1", "name": "T", "result": {"msg": "Abcdefgh12345678", "stderr": "password: swordfish99"}}
        {"event": "warning", "at": "2026-11-22T19:15:46Z", "text": "Abcdefgh12345678"}
        """);
    assertThat(report()).as(this::everything).isZero();
    for (String format : new String[] {"html", "json", "xml"}) {
      assertThat(read("report." + format))
          .doesNotContain("Abcdefgh", "swordfish99")
          .contains("***");
    }
  }

  @Test
  void unfinishedTasksAreErrors() throws IOException {
    record("prepare", "interrupted", 130);
    Files.writeString(
        run.resolve("events.jsonl"),
        """
        {"event": "play", "at": "2026-11-22T19:15:45Z", "name": "P", "hosts": ["h"]}
        {"event": "task", "at": "2026-11-22T19:15:45Z", "id": "1", "name": "T", "path": "/l/playbooks/p.yml:1", "action": "a"}
        {"event": "host_start", "at": "2026-11-22T19:15:46Z", "host": "h", "task": "1"}
        {"event": "ok", "at": "2026-11-22T19:15:4
        """);
    assertThat(report()).as(this::everything).isZero();
    assertThat(read("report.html")).contains("<h3>h: T</h3>", "not finished");
    assertThat(parsed("report.xml").getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  @Test
  void runThatFailedBeforeAnsibleHasAReport() throws IOException {
    record("prepare", "failed", 4);
    Files.writeString(run.resolve("topology.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assertThat(report(ID)).as(this::everything).isZero();
    assertThat(read("report.html")).contains("How it ended", "data:image/svg+xml;base64,");
    assertThat(report("latest")).isZero();
  }

  @Test
  void reportHasTheConfiguredLabName() throws IOException {
    record("prepare", "failed", 1);
    assertThat(report()).as(this::everything).isZero();
    assertThat(read("report.json")).contains("\"lab\":\"north-7\"");
    assertThat(read("report.html")).contains("Lab north-7,").doesNotContain("lab lab");
  }

  private void events(String corpus) throws IOException {
    Files.copy(EVENTS.resolve(corpus).resolve("events.jsonl"), run.resolve("events.jsonl"));
  }

  @Test
  void comparesTheNewestRunsOfAStage() throws IOException {
    record(ID, 1, "prepare", "run", "succeeded", 0);
    events("kitchen-sink-2.16-rc0");
    record(LATER, 2, "prepare", "run", "succeeded", 0);
    events("kitchen-sink-2.19-rc0");
    assertThat(report("--compare")).as(this::everything).isZero();
    String newest = out.toString(StandardCharsets.UTF_8);
    assertThat(newest)
        .startsWith("before  " + ID + "  prepare  succeeded, 2 min 01 s\nafter   " + LATER)
        .endsWith("same: 34\n");
    for (String[] names : new String[][] {{ID}, {ID, LATER}, {ID, "latest"}}) {
      assertThat(report(arguments("--compare", names))).as(this::everything).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(newest);
    }
    assertThat(report("--compare", "--json", LATER, ID)).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(json.path("before").path("id").asText()).isEqualTo(LATER);
    assertThat(json.path("same").asInt()).isPositive();
    assertThat(run.resolve("report.html")).doesNotExist();
  }

  private static String[] arguments(String option, String... names) {
    List<String> all = new ArrayList<>(List.of(option));
    all.addAll(List.of(names));
    return all.toArray(String[]::new);
  }

  @Test
  void refusesRunsThatCannotBeCompared() throws IOException {
    assertThat(report("--compare")).isEqualTo(2);
    record(ID, 1, "prepare", "run", "succeeded", 0);
    events("kitchen-sink-2.16-rc0");
    assertThat(report("--compare")).isEqualTo(2);
    assertThat(report("--compare", ID)).isEqualTo(2);
    record(LATER, 2, "clean", "run", "failed", 1);
    assertThat(report("--compare", ID, LATER)).isEqualTo(2);
    record("third", 3, "prepare", "run", "interrupted", 130);
    Files.writeString(run.resolve("events.jsonl"), "{\"event\": \"hello\"}\n{\"event\": \"pl");
    assertThat(report("--compare", ID, "third")).isEqualTo(2);
    assertThat(report("--compare", ID, "fourth")).isEqualTo(2);
    assertThat(report(ID, LATER)).isEqualTo(2);
    assertThat(report("--json")).isEqualTo(2);
    assertThat(report("--compare", "--open")).isEqualTo(2);
    assertThat(everything())
        .contains(
            "there are no runs yet",
            "prepare ran only once",
            ID + " is the only run to compare",
            "run " + ID + " is of prepare, run " + LATER + " of clean",
            "run third has no results of tasks to compare",
            "run fourth not found",
            "a report is of one run",
            "--json needs --compare",
            "--open does not go with --compare");
  }

  @Test
  void reportsUnknownRuns() throws IOException {
    assertThat(report()).isEqualTo(2);
    assertThat(everything()).contains("error: there are no runs yet");
    record("prepare", "succeeded", 0);
    assertThat(report("../../../etc")).isEqualTo(2);
    assertThat(everything()).contains("error: run ../../../etc not found", "`tripleo-lab runs`");
  }
}
