package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Creating and removing the sandbox. */
@EndToEnd
final class SandboxIT {
  @Test
  void downRemovesEverything(SandboxLab lab) {
    lab.must("sandbox", "up", "--yes");
    String container = lab.must("sandbox", "status").stdout().split(":", 2)[0];
    assertThat(container).isEqualTo(lab.container());
    assertThat(Docker.must("ps", "--quiet", "--filter", "name=" + container)).isNotEmpty();
    assertThat(Docker.must("network", "ls", "--quiet", "--filter", "name=" + container).lines())
        .hasSize(2);
    lab.must("sandbox", "down");
    assertThat(Docker.must("ps", "--all", "--quiet", "--filter", "name=" + container)).isEmpty();
    assertThat(Docker.must("network", "ls", "--quiet", "--filter", "name=" + container)).isEmpty();
    assertThat(lab.must("sandbox", "status").stdout()).contains("absent");
    lab.must("sandbox", "down");
  }

  /** Once in a folder of the user's own, and never in one that somebody else made. */
  @Test
  void keepsTheCompiledCodeOfModulesInZipFiles(SandboxLab lab) {
    lab.must("sandbox", "up", "--yes");
    lab.asRoot("cd /tmp; echo 'print(6 * 7)' >kept.py; python3 -m zipfile -c kept.zip kept.py");
    String load = "PYTHONPATH=/tmp/kept.zip python3 -c 'import kept'; ls %s | wc -l";
    String ours = load.formatted("/run/sandbox-bytecode/0");
    assertThat(lab.asRoot(ours)).isEqualTo("42\n1");
    assertThat(lab.asRoot("stat -c %a /run/sandbox-bytecode/0")).isEqualTo("700");
    // What is kept is used, and what cannot be read is compiled again.
    String kept = "/run/sandbox-bytecode/0/*";
    lab.asRoot(
        "python3 -c 'import marshal;"
            + " marshal.dump(compile(\"print(43)\", \"kept\", \"exec\"), open(\"/tmp/43\", \"wb\"))';"
            + " for file in "
            + kept
            + "; do cp /tmp/43 $file; done");
    assertThat(lab.asRoot(ours)).isEqualTo("43\n1");
    lab.asRoot("for file in " + kept + "; do truncate -s 5 $file; done");
    assertThat(lab.asRoot(ours)).isEqualTo("42\n1");

    lab.asRoot("mkdir -m 777 /run/sandbox-bytecode/$(id -u nobody); rm /tmp/kept.py");
    String foreign = load.formatted("/run/sandbox-bytecode/$(id -u nobody)");
    assertThat(lab.asRoot("cd /; runuser -u nobody -- sh -c \"" + foreign + "\""))
        .isEqualTo("42\n0");
  }
}
