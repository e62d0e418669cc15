package lab.tripleo.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.ManyNodes;
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
    ManyNodes.in(folder, NODES);

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
        .satisfies(it -> assertThat(it.content()).contains("domain_name = compute0-999\n"));
  }
}
