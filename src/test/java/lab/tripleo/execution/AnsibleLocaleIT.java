package lab.tripleo.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import lab.tripleo.secrets.Redaction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ansible-playbook on the PATH, with locales that it refuses. */
@Timeout(120)
class AnsibleLocaleIT {
  @TempDir Path lab;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LANG=xx_XX.UTF-8",
        "LC_ALL=xx_XX.UTF-8",
        "LC_CTYPE=UTF-8",
        "LC_CTYPE=C.UTF-8 LANG=xx_XX.UTF-8",
        "LC_ALL=C",
        "LANG=",
      })
  @Fault(
      in = Area.MACHINES,
      when = "The orchestrator's locale is not installed, or is not UTF-8",
      then = "ansible-playbook gets an installed locale with UTF-8; the run succeeds")
  void runsWithALocaleThatIsInstalled(String variables) throws IOException {
    Files.createDirectories(lab.resolve("run"));
    Files.writeString(
        lab.resolve("try.yml"),
        """
        - name: Try
          hosts: localhost
          connection: local
          gather_facts: false
          tasks:
            - name: Write ü
              ansible.builtin.shell: printf %s ü; locale charmap
              changed_when: false
        """);
    EventText events = new EventText();
    Verdict verdict =
        new AnsiblePlaybook("ansible-playbook", environment(variables), Clock.systemUTC())
            .run(playbookRun(), events);
    assertThat(verdict).as(verdict.explanation()).isInstanceOf(Verdict.Succeeded.class);
    assertThat(lab.resolve("run/events.jsonl")).content().contains("\"stdout\": \"\\u00fcUTF-8\"");
  }

  private static Map<String, String> environment(String variables) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(it -> it.startsWith("LC_") || it.equals("LANG"));
    for (String variable : variables.split(" ", -1)) {
      List<String> pair = Arrays.asList(variable.split("=", 2));
      environment.put(pair.get(0), pair.get(1));
    }
    return environment;
  }

  private PlaybookRun playbookRun() throws IOException {
    Files.writeString(
        lab.resolve("hosts.yml"),
        "all: {hosts: {localhost: {ansible_python_interpreter: '{{ ansible_playbook_python }}'}}}\n");
    return new PlaybookRun(
        lab,
        Path.of("hosts.yml"),
        Path.of("try.yml"),
        lab.resolve("run"),
        false,
        List.of(),
        List.of(),
        new Redaction(List.of()),
        Duration.ofSeconds(60));
  }
}
