package lab.tripleo.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.process.Commands;

/**
 * The Ansible that runs the playbooks: one on the PATH with the collections that they use, or a
 * pinned one in a virtualenv of ours in the user's cache, shared by all labs.
 */
final class AnsibleInstallation {
  /** The oldest ansible-core that the playbooks are kept working on. */
  private static final int OLDEST_MINOR = 15;

  private static final List<String> COLLECTIONS =
      List.of("ansible.posix", "community.general", "community.libvirt");
  private static final Pattern CORE = Pattern.compile("core 2\\.(\\d+)");

  private final Commands commands;
  private final SystemPackages packages;
  private final Path cache;
  private final Optional<String> indexUrl;

  AnsibleInstallation(
      Commands commands, SystemPackages packages, Path cache, Optional<String> indexUrl) {
    this.commands = commands;
    this.packages = packages;
    this.cache = cache;
    this.indexUrl = indexUrl;
  }

  /** The ansible-playbook to start; absent when none is fit. */
  Optional<Path> find() throws InterruptedException {
    for (String python : Pythons.CANDIDATES) {
      Optional<Path> own =
          Pythons.of(commands, python).map(it -> folder(it).resolve("bin/ansible-playbook"));
      if (own.isPresent() && Files.exists(own.get().resolveSibling("../complete"))) {
        return own;
      }
    }
    return onPath();
  }

  private Optional<Path> onPath() throws InterruptedException {
    Commands.Output where = commands.run("sh", "-c", "command -v ansible-playbook");
    if (!where.succeeded()) {
      return Optional.empty();
    }
    Matcher core = CORE.matcher(commands.run("ansible-playbook", "--version").out());
    if (!core.find() || Integer.parseInt(core.group(1)) < OLDEST_MINOR) {
      return Optional.empty();
    }
    String collections = commands.run("ansible-galaxy", "collection", "list").out();
    return COLLECTIONS.stream().allMatch(collections::contains)
        ? Optional.of(Path.of(where.out().strip()))
        : Optional.empty();
  }

  Optional<Need> need() throws InterruptedException {
    if (find().isPresent()) {
      return Optional.empty();
    }
    String why = "runs the playbooks";
    Optional<Pythons.Python> python = Pythons.newest(commands);
    if (python.isEmpty() || !Pythons.hasVenv(commands, python.get())) {
      String how =
          packages.command("python3 python3-venv", "python3.11")
              + ", then ansible into a virtualenv";
      return Optional.of(
          new Need(
              "ansible, and a Python that can make virtualenvs", why, how, packages.canInstall()));
    }
    String how = "pip install ansible==" + python.get().ansible() + " into " + folder(python.get());
    return Optional.of(new Need("ansible", why, how, true));
  }

  void install(Consumer<String> progress) throws SetupException, InterruptedException {
    Optional<Pythons.Python> python = Pythons.newest(commands);
    if (python.isEmpty() || !Pythons.hasVenv(commands, python.get())) {
      packages.install("python3 python3-venv", "python3.11", progress);
      python = Pythons.newest(commands);
    }
    Pythons.Python found =
        python.orElseThrow(
            () ->
                new SetupException(
                    "No Python of 3.9 or newer was found, and none could be installed"));
    Path folder = folder(found);
    try {
      Files.createDirectories(cache);
      // Two labs that set up at once: the second waits and finds it done.
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("ansible.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(folder.resolve("complete"))) {
          fill(folder, found, progress);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + cache, e);
    }
  }

  private void fill(Path folder, Pythons.Python python, Consumer<String> progress)
      throws SetupException, InterruptedException, IOException {
    must(
        "Could not make a virtualenv",
        List.of(python.program(), "-m", "venv", "--clear", folder.toString()),
        progress);
    List<String> pip =
        new ArrayList<>(
            List.of(folder.resolve("bin/python").toString(), "-m", "pip", "install", "--quiet"));
    indexUrl.ifPresent(url -> pip.addAll(List.of("--index-url", url)));
    // passlib: from Python 3.13 on, hashing a password needs it.
    pip.addAll(List.of("ansible==" + python.ansible(), "passlib==1.7.4"));
    must("Could not install ansible", pip, progress);
    Files.writeString(folder.resolve("complete"), python.ansible() + "\n");
  }

  private void must(String what, List<String> argv, Consumer<String> progress)
      throws SetupException, InterruptedException {
    Commands.Output it = commands.run(argv, "", progress);
    if (!it.succeeded()) {
      throw SetupException.of(what, it);
    }
  }

  private Path folder(Pythons.Python python) {
    return cache.resolve("ansible-" + python.ansible() + "-python" + python.version());
  }
}
