package lab.tripleo.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.files.Mutex;
import lab.tripleo.process.Commands;

/**
 * Finds or installs the Ansible for a lab. It takes one on the PATH that supports the hosts and has
 * the collections that the playbooks use, or installs a release in a virtualenv in the user's
 * cache. All labs share one virtualenv for each release.
 */
final class AnsibleInstallation {
  private static final String WHY = "runs the playbooks; ";
  private static final String DEBIAN = "python3 python3-venv";
  private static final String RED_HAT = "python3.11";

  private final Commands commands;
  private final SystemPackages packages;
  private final AnsibleOnPath onPath;
  private final Path cache;
  private final Optional<String> indexUrl;

  AnsibleInstallation(
      Commands commands, SystemPackages packages, Path cache, Optional<String> indexUrl) {
    this.commands = commands;
    this.packages = packages;
    this.onPath = new AnsibleOnPath(commands);
    this.cache = cache;
    this.indexUrl = indexUrl;
  }

  /** The Ansible to start; absent if none fits. */
  Optional<Ansible> find(AnsibleChoice choice) throws InterruptedException {
    Pythons pythons = new Pythons(commands);
    Optional<AnsibleRelease> release = pythons.firstRun(choice.releases());
    if (release.isPresent()) {
      Optional<Path> own =
          pythons
              .first(it -> release.get().runsOn(it.version()) && isComplete(release.get(), it))
              .map(it -> folder(release.get(), it).resolve("bin/ansible-playbook"));
      if (own.isPresent()) {
        return own.map(it -> new Ansible(it, release.get() + ": " + choice.reason(release.get())));
      }
    }
    return onPath
        .look(choice)
        .filter(it -> it.objection().isEmpty())
        .map(
            it ->
                new Ansible(it.playbook(), it.name() + ", found on the PATH: " + choice.fitness()));
  }

  Optional<Need> need(AnsibleChoice choice) throws InterruptedException {
    if (find(choice).isPresent()) {
      return Optional.empty();
    }
    Pythons pythons = new Pythons(commands);
    Optional<AnsibleRelease> release = pythons.firstRun(choice.releases());
    if (release.isEmpty() && !packagesMayHelp(pythons)) {
      MissingPython missing = new MissingPython(choice, pythons.all());
      return Optional.of(
          new Need("a Python that Ansible runs on", missing.problem(), missing.remedy(), false));
    }
    return Optional.of(need(choice, pythons, release.orElse(choice.releases().get(0))));
  }

  private Need need(AnsibleChoice choice, Pythons pythons, AnsibleRelease release)
      throws InterruptedException {
    String why = WHY + choice.reason(release) + onPathIsUnfit(choice);
    Optional<Pythons.Python> python = usable(release, pythons);
    return python
        .map(
            it ->
                new Need(
                    release.toString(),
                    why,
                    "pip install "
                        + String.join(" ", release.requirements())
                        + " into "
                        + folder(release, it),
                    true))
        .orElseGet(
            () ->
                new Need(
                    release + ", and a Python that can create virtualenvs",
                    why,
                    packages.command(DEBIAN, RED_HAT) + ", then ansible into a virtualenv",
                    packages.canInstall()));
  }

  private String onPathIsUnfit(AnsibleChoice choice) throws InterruptedException {
    return onPath
        .look(choice)
        .flatMap(seen -> seen.objection().map(it -> ". Not with " + seen.playbook() + ": " + it))
        .orElse("");
  }

  /** Whether the package manager offers another Python that may fit. */
  private boolean packagesMayHelp(Pythons pythons) throws InterruptedException {
    return packages.isRedHat() || pythons.all().isEmpty();
  }

  private static Optional<Pythons.Python> usable(AnsibleRelease release, Pythons pythons)
      throws InterruptedException {
    return pythons.first(it -> release.runsOn(it.version()) && pythons.hasVenv(it));
  }

  void install(AnsibleChoice choice, Consumer<String> progress)
      throws SetupException, InterruptedException {
    Pythons pythons = new Pythons(commands);
    Optional<AnsibleRelease> release = pythons.firstRun(choice.releases());
    if (release.isEmpty() || usable(release.get(), pythons).isEmpty()) {
      packages.install(DEBIAN, RED_HAT, progress);
      pythons = new Pythons(commands);
      release = pythons.firstRun(choice.releases());
    }
    if (release.isEmpty()) {
      MissingPython missing = new MissingPython(choice, pythons.all());
      throw new SetupException(missing.problem() + ": " + missing.remedy());
    }
    Pythons.Python python =
        usable(release.get(), pythons)
            .orElseThrow(
                () ->
                    new SetupException("No Python here that can run Ansible has the module venv"));
    install(release.get(), python, progress);
  }

  private void install(AnsibleRelease release, Pythons.Python python, Consumer<String> progress)
      throws SetupException, InterruptedException {
    try {
      Files.createDirectories(cache);
      // If two labs set up at once, the second waits and finds the installation.
      Mutex lock =
          Mutex.await(
              cache.resolve("ansible.lock"),
              () -> progress.accept("Waiting for another tripleo-lab, which installs Ansible"));
      try {
        if (!isComplete(release, python)) {
          fill(release, python, progress);
        }
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + cache, e);
    }
  }

  private void fill(AnsibleRelease release, Pythons.Python python, Consumer<String> progress)
      throws SetupException, InterruptedException, IOException {
    Path folder = folder(release, python);
    must(
        "Could not create a virtualenv",
        List.of(python.program(), "-m", "venv", "--clear", folder.toString()),
        progress);
    List<String> pip =
        new ArrayList<>(
            List.of(folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"));
    indexUrl.ifPresent(url -> pip.addAll(List.of("--index-url", url)));
    pip.addAll(release.requirements());
    // Python 3.13 and later need it to hash passwords.
    pip.add("passlib==1.7.4");
    must("Could not install ansible", pip, progress);
    Files.writeString(folder.resolve("complete"), release.version() + "\n");
  }

  private void must(String what, List<String> argv, Consumer<String> progress)
      throws SetupException, InterruptedException {
    SetupException.require(what, commands.run(argv, "", progress));
  }

  private boolean isComplete(AnsibleRelease release, Pythons.Python python) {
    return Files.exists(folder(release, python).resolve("complete"));
  }

  private Path folder(AnsibleRelease release, Pythons.Python python) {
    return cache.resolve("ansible-" + release.version() + "-python" + python.version().text());
  }
}
