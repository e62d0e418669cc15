package lab.tripleo.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import lab.tripleo.HostileStrings;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.generation.GoldenLabs;
import lab.tripleo.model.Lab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Diagrams of labs, compared with {@code topology.svg} in their folders; {@code -Dgolden.update}
 * writes these files.
 */
final class TopologyDiagramTest {
  @TempDir Path labFolder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "centos7-stein",
        "debian12-no-nic",
        "debian12-qemu",
        "el9-wallaby",
        "hostile-networks"
      })
  void isAsExpected(String name) throws Exception {
    Path theCase = Path.of("src/test/resources/labs", name);
    ConfigurationFolders.ofCase(theCase.resolve("input"), labFolder);
    String svg = TopologyDiagram.of(lab());
    isCurrent(svg, GoldenLabs.example(theCase).orElse(theCase).resolve("topology.svg"));
    assertThat(TopologyDiagram.of(lab())).isEqualTo(svg);
    document(svg);
  }

  @Test
  void diagramInTheDocumentationIsCurrent() throws IOException {
    ConfigurationFolders.shipped(labFolder);
    isCurrent(TopologyDiagram.of(lab()), Path.of("docs/topology.svg"));
  }

  @Test
  void hasATextualDescription() throws Exception {
    ConfigurationFolders.shipped(labFolder);
    Document document = document(TopologyDiagram.of(lab()));
    assertThat(document.getDocumentElement().getAttribute("aria-labelledby"))
        .isEqualTo("title desc");
    assertThat(text(document, "title")).isEqualTo("Topology of lab tripleo-lab");
    assertThat(text(document, "desc"))
        .contains("bridge os-ctlplane, which interface eth1 joins", "eth0 has 192.168.122.10")
        .contains("VirtualBMC controls the power of virtual nodes by IPMI on UDP 6230 to 6239.")
        .contains("The nodes are controller-0, compute-0.");
  }

  @Test
  void countsTheNodesThatHaveNoRoom() throws Exception {
    ConfigurationFolders.shipped(labFolder);
    Files.writeString(
        labFolder.resolve(ConfigurationFiles.NODES),
        """
        virtual:
          - {name: controller, role: Controller, nics: [virtual-machine-control-plane]}
          - {name: compute, role: Compute, count: 4}
        physical:
        """
            + physical("rack1", 1)
            + physical("rack2", 2));
    Files.createDirectories(labFolder.resolve("workspace/passwords"));
    Files.writeString(labFolder.resolve("workspace/passwords/racks"), "secret\n");

    String svg = TopologyDiagram.of(lab());

    assertThat(svg)
        .contains(">controller-0<", ">2 NICs, 1 of them here<")
        .contains(">compute-0<", ">IPMI on UDP 6235<")
        .contains(">3 more<", ">compute-1<", ">to compute-3<", ">IPMI from UDP 6236<")
        .doesNotContain(">compute-2<")
        .contains(">physical nodes<", ">rack1<", ">and 1 more<");
    assertThat(text(document(svg), "desc"))
        .contains("controller-0, compute-0, compute-1, compute-2, compute-3, rack1, rack2.");
  }

  private static String physical(String name, int number) {
    return """
      - name: %1$s
        role: Compute
        bmc: {address: 192.0.2.%2$d, user: admin, password-file: workspace/passwords/racks}
        macs: ['00:53:00:00:00:0%2$d']
        cpus: 1
        memory: 1536
        disks: [6]
    """
        .formatted(name, number);
  }

  @Test
  void refersToNoOtherFiles() {
    ConfigurationFolders.shipped(labFolder);
    assertThat(TopologyDiagram.of(lab()))
        .doesNotContain("<script", "href", "url(", "@import", "<image", "<foreignObject");
  }

  /** Every text is shown as text only. */
  @Test
  void hostileTextsStayTexts() throws Exception {
    for (String hostile : HostileStrings.all()) {
      String svg = new Svg(10, 10, hostile, hostile).text("", 1, 1, 1_000_000, hostile).text();
      Document document = document(svg);
      assertThat(document.getElementsByTagName("*").getLength()).isEqualTo(6);
      if (hostile.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
        assertThat(text(document, "desc")).isEqualTo(hostile);
        assertThat(text(document, "text")).isEqualTo(hostile);
      }
    }
  }

  @Test
  void longTextIsTruncatedWithTheFullTextAsTitle() throws Exception {
    Document document = document(new Svg(9, 9, "", "").text("", 0, 0, 72, "0123456789a").text());
    assertThat(text(document, "text")).isEqualTo("012345678…0123456789a");
    assertThat(document.getElementsByTagName("title").item(1).getTextContent())
        .isEqualTo("0123456789a");
  }

  private Lab lab() {
    return ConfigurationFolders.reader()
        .read(labFolder)
        .lab(Optional.empty())
        .value()
        .orElseThrow();
  }

  private static void isCurrent(String svg, Path file) throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : "";
    if (before.isEmpty() || System.getProperty("golden.update") != null) {
      Files.writeString(file, svg);
    }
    assertThat(svg).as("see git diff " + file).isEqualTo(before);
  }

  private static Document document(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static String text(Document document, String element) {
    NodeList found = document.getElementsByTagName(element);
    return found.item(0).getTextContent();
  }
}
