package lab.tripleo.orchestrator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;

/** The orchestrator's package manager. */
final class SystemPackages {
  private static final Map<String, String> INSTALL =
      Map.of(
          "apt-get",
          "env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends",
          "dnf",
          "dnf install -y -q");

  private final Commands commands;
  private final Optional<String> manager;
  private final boolean root;

  SystemPackages(Commands commands) throws InterruptedException {
    this.commands = commands;
    this.manager = firstFound(commands, List.of("apt-get", "dnf"));
    this.root = commands.run("id", "-u").out().strip().equals("0");
  }

  boolean canInstall() {
    return root && manager.isPresent();
  }

  boolean isRedHat() {
    return manager.filter("dnf"::equals).isPresent();
  }

  /** The command that a user can type. */
  String command(String debian, String redHat) {
    String packages = isRedHat() ? redHat : debian;
    String how = manager.orElse("(your package manager)") + " install " + packages;
    return root ? how : "sudo " + how;
  }

  void install(String debian, String redHat, Consumer<String> progress)
      throws SetupException, InterruptedException {
    String name =
        manager.orElseThrow(() -> new SetupException("no supported package manager found"));
    if (name.equals("apt-get")) {
      Commands.Output update = commands.run(List.of("apt-get", "update", "-q"), "", progress);
      SetupException.require("`apt-get update` failed", update);
    }
    String packages = name.equals("dnf") ? redHat : debian;
    List<String> argv = List.of((INSTALL.get(name) + " " + packages).split(" ", -1));
    SetupException.require(
        "`" + String.join(" ", argv) + "` failed", commands.run(argv, "", progress));
  }

  static Optional<String> firstFound(Commands commands, List<String> programs)
      throws InterruptedException {
    for (String program : programs) {
      if (isFound(commands, program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  static boolean isFound(Commands commands, String program) throws InterruptedException {
    return commands
        .run("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; command -v \"$1\"", "sh", program)
        .succeeded();
  }
}
