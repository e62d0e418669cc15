package lab.tripleo.orchestrator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.model.pins.PythonVersion;
import lab.tripleo.process.Commands;

/** The orchestrator's Python interpreters; each is run at most once, to read its version. */
final class Pythons {
  private static final List<String> CANDIDATES =
      List.of(
          "python3",
          "/usr/bin/python3",
          "python3.13",
          "python3.12",
          "python3.11",
          "python3.10",
          "python3.9");

  private static final String ASK = "import sys; print('%d.%d' % sys.version_info[:2])";

  private final Commands commands;
  private final Map<String, Optional<Python>> asked = new HashMap<>();

  Pythons(Commands commands) {
    this.commands = commands;
  }

  /** An interpreter: its name or path, and the version that it reports. */
  record Python(String program, PythonVersion version) {}

  /** A condition on an interpreter, which may have to run it. */
  interface Question {
    boolean isTrueOf(Python python) throws InterruptedException;
  }

  /** The first interpreter that meets the condition. */
  Optional<Python> first(Question question) throws InterruptedException {
    for (String program : CANDIDATES) {
      Optional<Python> python = of(program);
      if (python.isPresent() && question.isTrueOf(python.get())) {
        return python;
      }
    }
    return Optional.empty();
  }

  /** The first of these releases that supports one of the interpreters. */
  Optional<AnsibleRelease> firstRun(List<AnsibleRelease> releases) throws InterruptedException {
    for (AnsibleRelease release : releases) {
      if (first(it -> release.runsOn(it.version())).isPresent()) {
        return Optional.of(release);
      }
    }
    return Optional.empty();
  }

  /** All interpreters. */
  List<Python> all() throws InterruptedException {
    List<Python> all = new ArrayList<>();
    for (String program : CANDIDATES) {
      of(program).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Python> of(String program) throws InterruptedException {
    Optional<Python> known = asked.get(program);
    if (known == null) {
      known = ask(program);
      asked.put(program, known);
    }
    return known;
  }

  private Optional<Python> ask(String program) throws InterruptedException {
    Commands.Output it = commands.run(program, "-c", ASK);
    String version = it.out().strip();
    return it.succeeded() && version.matches("3\\.\\d{1,2}")
        ? Optional.of(new Python(program, PythonVersion.of(version)))
        : Optional.empty();
  }

  boolean hasVenv(Python python) throws InterruptedException {
    return commands.run(python.program(), "-c", "import venv, ensurepip").succeeded();
  }
}
