package lab.tripleo.model;

import java.util.List;

/**
 * A TripleO release.
 *
 * @param name such as {@code wallaby}
 * @param platforms names of the hypervisor platforms that take it
 */
public record Release(String name, List<String> platforms) {
  public Release {
    platforms = List.copyOf(platforms);
  }
}
