package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.model.Lab;
import lab.tripleo.model.VirtualNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab with a thousand nodes. */
final class ManyNodesTest {
  private static final int NODES = 1000;

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void areGenerated() throws IOException {
    ConfigurationFolders.shipped(folder);
    replace(ConfigurationFiles.ENVIRONMENT, "192\\.168\\.24\\.0/24", "10.24.0.0/16");
    replace(ConfigurationFiles.UNDERCLOUD_CONF, "192\\.168\\.24\\.1/24", "10.24.0.1/16");
    replace(ConfigurationFiles.UNDERCLOUD_CONF, "192\\.168\\.24\\.99", "10.24.9.255");
    replace(
        ConfigurationFiles.UNDERCLOUD_CONF,
        "192\\.168\\.24\\.100,192\\.168\\.24\\.120",
        "10.24.10.0,10.24.20.0");
    replace(ConfigurationFiles.UNDERCLOUD_CONF, "192\\.168\\.24\\.", "10.24.0.");
    Files.writeString(
        folder.resolve(ConfigurationFiles.NODES),
        "virtual:\n  - name: compute\n    role: Compute\n    count: " + NODES + "\n");

    Checked<Lab> lab = ConfigurationFolders.reader().read(folder).lab(Optional.empty());

    assertThat(lab.diagnostics()).isEmpty();
    List<VirtualNode> nodes = lab.value().orElseThrow().nodes().virtual();
    assertThat(nodes).hasSize(NODES);
    assertThat(nodes.stream().flatMap(it -> it.nics().stream()).map(VirtualNode.Nic::mac))
        .doesNotHaveDuplicates();
    assertThat(nodes).extracting(VirtualNode::uuid).doesNotHaveDuplicates();
    assertThat(lab.value().orElseThrow().lastBmcPort()).isEqualTo(6230 + NODES - 1);
    assertThat(new LabGenerator().generate(lab.value().orElseThrow()).files())
        .filteredOn(it -> it.path().endsWith("nodes-prepare.yml"))
        .singleElement()
        .satisfies(it -> assertThat(it.content()).contains("domain_name = compute-999\n"));
  }

  private void replace(Path file, String pattern, String other) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).containsPattern(pattern);
    Files.writeString(folder.resolve(file), text.replaceAll(pattern, other));
  }
}
