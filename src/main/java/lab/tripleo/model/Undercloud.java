package lab.tripleo.model;

import java.time.Duration;
import java.util.Optional;
import lab.tripleo.files.Sha256;

/**
 * How the undercloud is installed.
 *
 * @param conf its settings
 * @param containerTag of TripleO's container images; absent: the client's default
 * @param cephContainerTag of Ceph's container image; absent: the client's default
 * @param installLimit how long an installation is followed
 */
public record Undercloud(
    UndercloudConf conf,
    Optional<String> containerTag,
    Optional<String> cephContainerTag,
    Duration installLimit) {

  /**
   * Identifies the settings of an installed undercloud, without the time limit: 64 hexadecimal
   * digits.
   */
  public String settingsSum() {
    return Sha256.of(conf.text() + "\n" + containerTag + "\n" + cephContainerTag).hex();
  }
}
