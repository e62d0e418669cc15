package lab.tripleo.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;

/** A fake machine with given Pythons and programs, which records commands. */
final class FakeMachine implements Commands {
  /** Each command as one line. */
  final List<String> asked = new ArrayList<>();

  private static final Output NOT_FOUND = new Output(127, "", "not found");
  private final Map<String, String> pythons = new HashMap<>();
  private final Set<String> withoutVenv = new HashSet<>();
  private final Set<String> programs = new HashSet<>(Set.of("ssh", "rsync", "setsid", "apt-get"));
  private String onPath = "";
  private String collections =
      "ansible.posix 1.5.4\ncommunity.general 8.6.8\ncommunity.libvirt 1.3.0";

  /** Adds an interpreter with this name. */
  FakeMachine python(String program, String version) {
    pythons.put(program, version);
    return this;
  }

  FakeMachine pythonWithoutVenv(String program, String version) {
    withoutVenv.add(program);
    return python(program, version);
  }

  /** Adds an ansible-playbook that reports this version of ansible-core. */
  FakeMachine ansibleOnPath(String core) {
    onPath = core;
    return this;
  }

  FakeMachine collections(String names) {
    collections = names;
    return this;
  }

  FakeMachine redHat() {
    programs.remove("apt-get");
    programs.add("dnf");
    return this;
  }

  @Override
  public Output run(List<String> argv, String input, Consumer<String> line) {
    asked.add(String.join(" ", argv));
    String program = argv.get(0);
    if (pythons.containsKey(program)) {
      return python(program, argv);
    }
    if (argv.get(argv.size() - 1).equals("command -v ansible-playbook")) {
      return onPath.isEmpty() ? NOT_FOUND : said("/usr/bin/ansible-playbook");
    }
    return switch (program) {
      case "sh" -> programs.contains(argv.get(argv.size() - 1)) ? said("here") : NOT_FOUND;
      case "id" -> said("0");
      case "ansible-playbook" -> said("ansible-playbook [core " + onPath + "]");
      case "ansible-galaxy" -> said(collections);
      case "apt-get", "dnf", "env" -> said("");
      default -> program.endsWith("/bin/python") ? said("") : NOT_FOUND;
    };
  }

  private Output python(String program, List<String> argv) {
    String script = argv.get(argv.size() - 1);
    if (script.contains("version_info")) {
      return said(pythons.get(program));
    }
    if (argv.contains("--clear")) {
      makeFolder(Path.of(script));
    }
    return script.contains("ensurepip") && withoutVenv.contains(program) ? NOT_FOUND : said("");
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Output said(String text) {
    return new Output(0, text + "\n", "");
  }
}
