package lab.tripleo.model;

import java.time.Duration;
import java.util.Optional;
import lab.tripleo.files.Sha256;

/**
 * How the undercloud is installed.
 *
 * @param conf its settings
 * @param containerTag of TripleO's container images; absent: what the client takes
 * @param cephContainerTag of Ceph's container image; absent: what the client takes
 * @param installLimit how long an installation is followed
 */
public record Undercloud(
    UndercloudConf conf,
    Optional<String> containerTag,
    Optional<String> cephContainerTag,
    Duration installLimit) {

  /**
   * Tells whether an undercloud was installed with these settings: 64 hexadecimal digits. How long
   * it may take is none of them.
   */
  public String settingsSum() {
    return Sha256.of(conf.text() + "\n" + containerTag + "\n" + cephContainerTag).hex();
  }
}
