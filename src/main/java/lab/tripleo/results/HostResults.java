package lab.tripleo.results;

import java.util.List;
import java.util.Optional;

/**
 * What came from a host.
 *
 * @param files in their order
 * @param leftOut files beyond the size limit, with their sizes
 * @param problem why nothing came
 */
record HostResults(
    String name, List<ResultFile> files, List<String> leftOut, Optional<String> problem) {

  /**
   * A file as it is kept.
   *
   * @param path below the host's folder
   * @param bytes as kept
   * @param whole bytes on the host, when only the end was kept
   * @param masked number of masked secrets
   */
  record ResultFile(String path, long bytes, Optional<Long> whole, int masked) {}

  static HostResults nothing(String name, String problem) {
    return new HostResults(name, List.of(), List.of(), Optional.of(problem));
  }

  long bytes() {
    return files.stream().mapToLong(ResultFile::bytes).sum();
  }
}
