package lab.tripleo.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.model.pins.PythonVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnsibleInstallationTest {
  private static final AnsibleChoice OLD = choice("centos-7", "2.7");
  private static final AnsibleChoice CURRENT = choice("el9", "3.9");

  @TempDir Path cache;

  private static AnsibleChoice choice(String host, String python) {
    return AnsibleChoice.forHosts(List.of(new AnsibleChoice.Host(host, PythonVersion.of(python))));
  }

  private AnsibleInstallation on(FakeMachine machine) throws InterruptedException {
    return new AnsibleInstallation(machine, new SystemPackages(machine), cache, Optional.empty());
  }

  private Path complete(String name) throws IOException {
    Path folder = Files.createDirectories(cache.resolve(name));
    Files.writeString(folder.resolve("complete"), "");
    return folder.resolve("bin/ansible-playbook");
  }

  @Test
  void twoReleasesCoexist() throws Exception {
    AnsibleInstallation ansible = on(new FakeMachine().python("python3", "3.11"));
    Path old = complete("ansible-9.13.0-python3.11");
    Path current = complete("ansible-12.3.0-python3.11");
    assertThat(ansible.find(OLD))
        .contains(
            new Ansible(
                old,
                "Ansible 9.13.0 (ansible-core 2.16): centos-7 has Python 2.7, which newer releases do not support"));
    assertThat(ansible.find(CURRENT).map(Ansible::playbook)).contains(current);
    assertThat(ansible.need(OLD)).isEmpty();
  }

  @Test
  void needlesslyOldReleaseIsNotUsed() throws Exception {
    complete("ansible-9.13.0-python3.11");
    AnsibleInstallation ansible = on(new FakeMachine().python("python3", "3.11"));
    assertThat(ansible.find(CURRENT)).isEmpty();
    assertThat(ansible.need(CURRENT).map(Need::what))
        .contains("Ansible 12.3.0 (ansible-core 2.19)");
  }

  @Test
  void installsAReleaseThatSupportsTheHosts() throws Exception {
    FakeMachine machine = new FakeMachine().python("python3", "3.13").python("python3.12", "3.12");
    AnsibleInstallation ansible = on(machine);
    ansible.install(OLD, line -> {});
    Path folder = cache.resolve("ansible-9.13.0-python3.12");
    assertThat(machine.asked)
        .contains("python3.12 -m venv --clear " + folder)
        .anyMatch(
            it ->
                it.startsWith(folder + "/bin/python -m pip install")
                    && it.contains(" ansible==9.13.0 ansible-core==2.16.19 "));
  }

  @Test
  void findsAVirtualenvOfAnotherPython() throws Exception {
    Path playbook = complete("ansible-12.3.0-python3.13");
    FakeMachine machine = new FakeMachine().python("python3", "3.11").python("python3.13", "3.13");
    assertThat(on(machine).find(CURRENT).map(Ansible::playbook)).contains(playbook);
  }

  @Test
  void usesAnOlderReleaseForAnOldPython() throws Exception {
    AnsibleInstallation ansible = on(new FakeMachine().python("python3", "3.9"));
    Need need = ansible.need(OLD).orElseThrow();
    assertThat(need.what()).isEqualTo("Ansible 8.7.0 (ansible-core 2.15)");
    assertThat(need.why()).contains("no Python of this machine runs Ansible 9.13.0");
    assertThat(need.installable()).isTrue();
  }

  @Test
  void usesASuitableAnsibleOnThePath() throws Exception {
    AnsibleInstallation ansible =
        on(new FakeMachine().python("python3", "3.11").ansibleOnPath("2.16.3"));
    for (AnsibleChoice choice : List.of(OLD, CURRENT)) {
      assertThat(ansible.find(choice).map(Ansible::playbook))
          .contains(Path.of("/usr/bin/ansible-playbook"));
    }
    assertThat(ansible.find(OLD).orElseThrow().why())
        .isEqualTo(
            "ansible-core 2.16, found on the PATH: it supports Python 2.7 of centos-7, the oldest Python of the hosts");
  }

  @Test
  void explainsWhyTheAnsibleOnThePathIsUnsuitable() throws Exception {
    FakeMachine machine = new FakeMachine().python("python3", "3.11").ansibleOnPath("2.19.14");
    assertThat(on(machine).find(OLD)).isEmpty();
    assertThat(on(machine).need(OLD).orElseThrow().why())
        .endsWith(
            ". Not with /usr/bin/ansible-playbook: ansible-core 2.19 does not support Python 2.7 of centos-7");
    machine.ansibleOnPath("2.14.18");
    assertThat(on(machine).need(CURRENT).orElseThrow().why())
        .endsWith("ansible-core 2.14 is older than ansible-core 2.15");
    machine.ansibleOnPath("2.19.14").collections("community.general 8.6.8");
    assertThat(on(machine).need(CURRENT).orElseThrow().why())
        .endsWith("it lacks the collections ansible.posix, community.libvirt");
    machine.ansibleOnPath("no number");
    assertThat(on(machine).need(CURRENT).orElseThrow().why()).endsWith("its version is unknown");
  }

  @Test
  void reportsThatNoPythonIsSuitable() throws Exception {
    FakeMachine machine = new FakeMachine().python("python3", "3.13");
    Need need = on(machine).need(OLD).orElseThrow();
    assertThat(need.installable()).isFalse();
    assertThat(need.why())
        .isEqualTo(
            "Ansible 9.13.0 (ansible-core 2.16) is needed (centos-7 has Python 2.7, which newer releases do not support);"
                + " it, or the next best, runs on Python 3.9 to 3.12, and this machine has 3.13");
    assertThat(need.how()).contains("install Python 3.9 to 3.12");
    assertThat(on(machine).need(CURRENT).orElseThrow().installable()).isTrue();
    assertThatThrownBy(() -> on(machine).install(OLD, line -> {}))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("this machine has 3.13: install Python 3.9 to 3.12");
  }

  @Test
  void installsAPythonPackageIfAvailable() throws Exception {
    Need none = on(new FakeMachine()).need(CURRENT).orElseThrow();
    assertThat(none.how()).contains("apt-get install python3 python3-venv");
    assertThat(none.installable()).isTrue();
    Need tooNew = on(new FakeMachine().redHat().python("python3", "3.13")).need(OLD).orElseThrow();
    assertThat(tooNew.how()).contains("dnf install python3.11");
    FakeMachine bare = new FakeMachine().pythonWithoutVenv("python3", "3.11");
    assertThat(on(bare).need(OLD).orElseThrow().how()).contains("python3-venv");
    assertThatThrownBy(() -> on(bare).install(OLD, line -> {})).hasMessageContaining("venv");
  }
}
