package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.generation.OldAnsible;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plays that install each release in the virtual machine {@code tripleo}, on a container that
 * poses as that release's system. Its README lists what is real.
 */
final class ReleasePlaysIT {
  private static final Path RESOURCES = Path.of("src/test/resources/release-machine");
  private static final String ALL = "repositories,client,ceph";

  @TempDir private static Path temporary;
  private static String image;

  /** A mistake in a file, and the message of the run; in the order of detection. */
  private record Mistake(String file, String right, String wrong, String says) {
    static Mistake inRelease(Release release, String right, String wrong, String says) {
      return new Mistake("configuration/releases/" + release.name + ".yaml", right, wrong, says);
    }
  }

  private enum Release {
    STEIN("stein", "centos-7", "centos-7"),
    TRAIN("train", "el8", "centos-stream-8"),
    USSURI("ussuri", "el8", "centos-stream-8"),
    VICTORIA("victoria", "el8", "centos-stream-8"),
    RHOSP_16_2("rhosp-16.2", "el8", "rhel-8.4"),
    WALLABY("wallaby", "el9", "centos-stream-9"),
    ZED("zed", "el9", "centos-stream-9"),
    RHOSP_17_1("rhosp-17.1", "el9", "rhel-9.2");

    private final String name;
    private final String platform;
    private final String system;

    Release(String name, String platform, String system) {
      this.name = name;
      this.platform = platform;
      this.system = system;
    }

    /** The Python of the release's system decides. */
    private String ansible() {
      return platform.equals("el9") ? "ansible-playbook" : OldAnsible.programs().get(0).toString();
    }

    /** Package installation on CentOS 7 needs Python 2.7. */
    private String tags() {
      return this == STEIN ? "repositories" : ALL;
    }

    private boolean subscription() {
      return name.startsWith("rhosp");
    }

    @Override
    public String toString() {
      return name;
    }

    private List<Mistake> mistakes() {
      return switch (this) {
        case TRAIN ->
            List.of(
                Mistake.inRelease(
                    this, "container-tools:3.0", "container-tools:3.1", "container-tools:3.1"),
                Mistake.inRelease(
                    this,
                    "container-selinux-2.167.0-1",
                    "container-selinux-2.168.0-1",
                    "No package container-selinux-2.168.0-1"));
        case RHOSP_17_1 ->
            List.of(
                Mistake.inRelease(
                    this,
                    "rhceph-6-tools-for",
                    "rhceph-6-tool-for",
                    "'rhceph-6-tool-for-rhel-9-x86_64-rpms' does not match a valid repository ID"));
        case WALLABY ->
            List.of(
                Mistake.inRelease(
                    this,
                    "centos9/component/tripleo/current",
                    "centos9/component/triple0/current",
                    "correct `tool` in configuration/releases/wallaby.yaml"),
                new Mistake(
                    "playbooks/tripleo-prepare.yml",
                    "- current-tripleo\n",
                    "- current-triple0\n",
                    "invalid choice: 'current-triple0'"),
                Mistake.inRelease(
                    this,
                    "- python3-tripleoclient",
                    "- python3-tripleo-client",
                    "No package python3-tripleo-client available"),
                Mistake.inRelease(
                    this,
                    "packages: [cephadm]",
                    "packages: [ceph-adm]",
                    "No package ceph-adm available"));
        default -> List.of();
      };
    }
  }

  @BeforeAll
  static void build() throws IOException {
    Docker.require();
    image = Docker.build(RESOURCES);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void secondRunChangesNothing(Release release) throws IOException {
    try (MachineContainer machine = machine(release.system)) {
      ReleaseLab lab = lab(release, machine, Map.of());
      if (release.subscription()) {
        fails(lab, "sudo subscription-manager register");
        machine.shell("subscription-manager register");
      }
      for (Mistake mistake : release.mistakes()) {
        String right = lab.read(mistake.file);
        lab.replace(mistake.file, Pattern.quote(mistake.right), mistake.wrong);
        if (mistake.file.startsWith("configuration/")) {
          lab.generate();
        }
        fails(lab, mistake.says);
        lab.write(mistake.file, right);
        lab.generate();
      }
      assertThat(lab.changed()).isPositive();
      assertThat(lab.changed()).isZero();
      assertThat(state(machine)).isEqualTo(expected(release.name));
    }
  }

  static Stream<Release> releases() {
    return Stream.of(Release.values());
  }

  /** In a network where only the mirrors are reachable. */
  @Test
  void mirrorsProvideTheRequestedRepositories() throws IOException {
    Release release = Release.WALLABY;
    try (MachineContainer machine = machine(release.system + " mirrors")) {
      String folder = "/srv/repositories/trunk.rdoproject.org/centos9-wallaby/";
      String state = machine.shell("cat " + folder + "current-tripleo/delorean.repo.md5");
      String promoted = "TRIPLEO_DLRN_HASH=";
      ReleaseLab lab = lab(release, machine, mirrors(Map.of("TRIPLEO_DLRN_HASH", "0".repeat(32))));
      fails(lab, "00/00/" + "0".repeat(32) + "/delorean.repo", "Correct TRIPLEO_DLRN_HASH");
      lab.replace("configuration/environment", promoted + "0+", promoted + state);
      lab.generate();
      assertThat(lab.changed()).isPositive();
      assertThat(lab.changed()).isZero();
      assertThat(state(machine)).isEqualTo(expected(release.name));
      assertThat(machine.shell("cat /etc/yum.repos.d/delorean.repo"))
          .contains("baseurl=http://rdo.example.com/centos9-wallaby/component/tripleo/");
    }
  }

  @Test
  void mirrorsProvideEnterpriseLinux8() throws IOException {
    Release release = Release.TRAIN;
    try (MachineContainer machine = machine(release.system + " mirrors")) {
      ReleaseLab lab = lab(release, machine, mirrors(Map.of()));
      assertThat(lab.changed()).isPositive();
      assertThat(lab.changed()).isZero();
      assertThat(state(machine)).isEqualTo(expected(release.name));
    }
  }

  private static Map<String, String> mirrors(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("RDO_MIRROR", "http://rdo.example.com");
    settings.put("CENTOS_MIRROR", "http://centos.example.com");
    return settings;
  }

  private static MachineContainer machine(String system) {
    MachineContainer machine = new MachineContainer(image);
    machine.start();
    machine.shell("/usr/share/release-machine/become " + system);
    return machine;
  }

  private static ReleaseLab lab(Release release, MachineContainer machine, Map<String, String> more)
      throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put("HYPERVISOR_ADDRESS", "hypervisor.example.org");
    settings.put("HYPERVISOR_PLATFORM", release.platform);
    settings.put("TRIPLEO_RELEASE", release.name);
    if (release.subscription()) {
      settings.put("TRIPLEO_IMAGE_URL", "/images/rhel.qcow2");
    }
    Path folder = Files.createTempDirectory(temporary, "lab");
    ReleaseLab lab = ReleaseLab.make(folder, release.ansible(), release.tags(), settings);
    lab.connect(machine);
    return lab;
  }

  private static void fails(ReleaseLab lab, String... parts) throws IOException {
    RunResult result = lab.run();
    assertThat(result.exitCode()).as(result::everything).isEqualTo(2);
    assertThat(result.output().replaceAll("\\s+", " ")).as(result::everything).contains(parts);
  }

  /** Enabled repositories and streams, and the source of each package. */
  private static String state(MachineContainer machine) {
    return machine.shell("/usr/share/release-machine/state") + "\n";
  }

  private static String expected(String release) throws IOException {
    return Files.readString(RESOURCES.resolve("expected/" + release + ".txt"));
  }
}
