package lab.tripleo.orchestrator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lab.tripleo.process.Commands;

/** The machine that runs this program, with the programs that a lab needs. */
public final class Orchestrator {
  private static final String SSH_DEBIAN = "openssh-client";
  private static final String SSH_RED_HAT = "openssh-clients";

  private final Commands commands;
  private final SystemPackages packages;
  private final AnsibleInstallation ansible;
  private final DockerEngine docker;

  /**
   * Changes nothing yet.
   *
   * @param cache a folder that the user may delete at any time
   * @param pypiIndexUrl replaces the public index of Python packages
   */
  public Orchestrator(Commands commands, Path cache, Optional<String> pypiIndexUrl)
      throws InterruptedException {
    this.commands = commands;
    this.packages = new SystemPackages(commands);
    this.ansible = new AnsibleInstallation(commands, packages, cache, pypiIndexUrl);
    this.docker = new DockerEngine(commands, packages);
  }

  /**
   * Lists the programs that are missing.
   *
   * @param sandbox whether the lab's hypervisor is the sandbox
   * @param choice the Ansible for the lab; absent if none is needed, or the choice is not known yet
   */
  public List<Need> missing(boolean sandbox, Optional<AnsibleChoice> choice)
      throws InterruptedException {
    List<Need> needs = new ArrayList<>();
    program("ssh", "reaches the hosts", SSH_DEBIAN, SSH_RED_HAT).ifPresent(needs::add);
    program("rsync", "copies files to and from the hosts", "rsync", "rsync").ifPresent(needs::add);
    program("setsid", "keeps a run's processes together", "util-linux", "util-linux")
        .ifPresent(needs::add);
    if (choice.isPresent()) {
      ansible.need(choice.get()).ifPresent(needs::add);
    }
    if (sandbox) {
      docker.need().ifPresent(needs::add);
    }
    return needs;
  }

  /**
   * Installs what is missing and {@linkplain Need#installable() installable}.
   *
   * @param progress receives a line for each step
   * @param detail receives the output of the installers
   */
  public void install(
      boolean sandbox,
      Optional<AnsibleChoice> choice,
      Consumer<String> progress,
      Consumer<String> detail)
      throws SetupException, InterruptedException {
    if (missing("ssh") || missing("rsync") || missing("setsid")) {
      progress.accept("Installing ssh and rsync");
      packages.install(SSH_DEBIAN + " rsync util-linux", SSH_RED_HAT + " rsync util-linux", detail);
    }
    if (choice.isPresent() && ansible.find(choice.get()).isEmpty()) {
      progress.accept("Installing ansible (about a minute, once)");
      ansible.install(choice.get(), detail);
    }
    if (sandbox && docker.need().isPresent()) {
      progress.accept("Installing and starting the docker engine");
      docker.install(detail);
    }
  }

  /** The Ansible of this choice; absent if it is not installed. */
  public Optional<Ansible> ansible(AnsibleChoice choice) throws InterruptedException {
    return ansible.find(choice);
  }

  private boolean missing(String program) throws InterruptedException {
    return !SystemPackages.isFound(commands, program);
  }

  private Optional<Need> program(String name, String why, String debian, String redHat)
      throws InterruptedException {
    return missing(name)
        ? Optional.of(new Need(name, why, packages.command(debian, redHat), packages.canInstall()))
        : Optional.empty();
  }
}
