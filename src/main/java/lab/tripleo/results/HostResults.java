package lab.tripleo.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came from a host.
 *
 * @param files in their order
 * @param notes about files that were not sent as a whole
 * @param problem why nothing came
 */
record HostResults(String name, List<ResultFile> files, Notes notes, Optional<String> problem) {

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
    return new HostResults(
        name, List.of(), new Notes(Map.of(), List.of(), List.of()), Optional.of(problem));
  }

  long bytes() {
    return files.stream().mapToLong(ResultFile::bytes).sum();
  }
}
