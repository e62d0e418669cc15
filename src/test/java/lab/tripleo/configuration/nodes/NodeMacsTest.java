package lab.tripleo.configuration.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lab.tripleo.configuration.environment.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeMacsTest {
  private static final int NODES = 1000;
  private static final int NICS = 4;

  @ParameterizedTest
  @ValueSource(strings = {"tripleo-lab", "a", "Another-Lab-0123456789"})
  void areDifferentAndTheSameInEachRun(String lab) {
    List<String> macs = macs(lab, NODES, Set.of());

    assertThat(macs).doesNotHaveDuplicates().hasSize(NODES * NICS);
    assertThat(macs).allMatch(it -> it.matches("52:54:00(:[0-9a-f]{2}){3}"));
    assertThat(macs(lab, NODES, Set.of())).isEqualTo(macs);
  }

  /** 24 bits repeat among thousands of NICs; the test would be void if these did not. */
  @Test
  void derivedAddressesCollide() {
    Identity identity = new Identity("tripleo-lab");
    Set<String> seen = new HashSet<>();
    long collisions =
        IntStream.range(0, 8 * NODES)
            .mapToObj(it -> identity.mac("node/compute-" + it + "/nic/0"))
            .filter(it -> !seen.add(it))
            .count();
    NodeMacs macs = new NodeMacs(identity, Set.of());

    assertThat(collisions).isPositive();
    assertThat(IntStream.range(0, 8 * NODES).mapToObj(it -> macs.next("compute-" + it, 0)))
        .doesNotHaveDuplicates();
  }

  @Test
  void anotherNodeChangesNoneOfTheOthers() {
    List<String> more = macs("tripleo-lab", 51, Set.of());

    assertThat(more.subList(0, 50 * NICS)).isEqualTo(macs("tripleo-lab", 50, Set.of()));
  }

  @Test
  void differFromTakenOnes() {
    String first = macs("tripleo-lab", 1, Set.of()).get(0);

    assertThat(macs("tripleo-lab", 2, Set.of(first))).doesNotContain(first).doesNotHaveDuplicates();
  }

  private static List<String> macs(String lab, int nodes, Set<String> taken) {
    NodeMacs macs = new NodeMacs(new Identity(lab), taken);
    return IntStream.range(0, nodes)
        .boxed()
        .flatMap(
            node -> IntStream.range(0, NICS).mapToObj(nic -> macs.next("compute-" + node, nic)))
        .toList();
  }
}
