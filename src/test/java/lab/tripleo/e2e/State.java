package lab.tripleo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * States of a lab in the sandbox. Each is created once, by running stages; every test gets its own
 * copy.
 */
enum State {
  /** After {@code run prepare}. */
  PREPARED(Optional.empty(), "prepare"),

  /** After {@code run clean}: packages and user stack are kept, the lab is removed. */
  CLEANED(Optional.of(PREPARED), "clean"),

  /** With the virtual machine tripleo, running. */
  MACHINE(Optional.of(PREPARED), "tripleo-prepare"),

  /**
   * {@link #MACHINE} with a container in place of the virtual machine, which makes an undercloud in
   * seconds. {@code e2e/to-container} explains it.
   */
  CONTAINER(Optional.of(MACHINE)) {
    @Override
    void addInputs(Key key) throws IOException {
      key.add(Files.readString(SandboxLab.TO_CONTAINER));
    }

    @Override
    void make(SandboxLab lab, Kept kept) throws IOException {
      lab.becomeContainer();
      kept.take(
          lab.container(), lab.folder().path(), "--change", "VOLUME /var/lib/machine-tripleo");
    }
  },

  /**
   * With the virtual machine tripleo in libvirt's system scope, and certificates of a closed
   * network; created by the old Ansible for hosts with Python 2.7.
   */
  SYSTEM_SCOPE(Optional.empty(), "prepare", "tripleo-prepare") {
    @Override
    void configure(LabFolder lab) throws IOException {
      lab.set("LIBVIRT_SCOPE", "system").setPythonVersion("2.7").trustOurCertificates();
    }
  };

  private final Optional<State> before;

  @SuppressWarnings("ImmutableEnumChecker") // the list is
  private final List<String> stages;

  State(Optional<State> before, String... stages) {
    this.before = before;
    this.stages = List.of(stages);
  }

  /** Changes the shipped configuration; most states change nothing. */
  void configure(LabFolder lab) throws IOException {
    assert lab != null;
  }

  /** What else decides about the state; most have nothing. */
  void addInputs(Key key) throws IOException {
    assert key != null;
  }

  /** Whether the virtual machine tripleo runs, or a container in its place. */
  boolean hasMachine() {
    return this != PREPARED && this != CLEANED;
  }

  /** The saved state; created if missing. */
  Kept kept() throws IOException {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    Key key = new Key().addGenerated(this::configure);
    for (Optional<State> it = Optional.of(this); it.isPresent(); it = it.get().before) {
      key.add(it.get().name()).add(it.get().stages.toString());
    }
    addInputs(key);
    return Kept.of(name, key.toString(), this::make);
  }

  private void make(Path parent, Kept kept) throws IOException {
    try (SandboxLab lab = begin(parent)) {
      make(lab, kept);
    }
  }

  /** Brings a lab from the state before into this one, and saves it. */
  void make(SandboxLab lab, Kept kept) throws IOException {
    lab.must(Stream.concat(Stream.of("run", "--yes"), stages.stream()).toArray(String[]::new));
    Files.writeString(kept.folder().resolve("look"), lab.look());
    if (hasMachine()) {
      Files.writeString(kept.folder().resolve("look-in-machine"), lab.lookInMachine());
      lab.keepByteCodeInMachine();
      lab.saveMachine();
    }
    kept.take(lab.container(), lab.folder().path());
  }

  private SandboxLab begin(Path parent) throws IOException {
    if (before.isPresent()) {
      return SandboxLab.copyOf(before.get(), parent, 1);
    }
    SandboxLab lab = SandboxLab.make(parent, 1);
    configure(lab.folder());
    lab.startBare();
    return lab;
  }
}
