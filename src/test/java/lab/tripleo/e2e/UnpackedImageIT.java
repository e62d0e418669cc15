package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/** Compressed disk images on a prepared hypervisor; CompressedImageIT has the other forms. */
@EndToEnd
final class UnpackedImageIT {
  private static final String IMAGES = "/home/stack/tripleo-lab/images";

  @Test
  @Fault(
      in = Area.DISK,
      when = "The hypervisor's disk is full while a compressed image is unpacked",
      then = "The error names the disk; no half image; the next run unpacks without a download")
  @Fault(
      in = Area.MACHINES,
      when = "The image's name ends with .zst, and the hypervisor lacks zstd",
      then = "Refused before anything changes; the message has the command that installs it")
  void compressedImages(@In(State.PREPARED) SandboxLab lab) throws IOException {
    lab.provideCloudImage();
    String file = "/srv/sandbox/tripleo.qcow2";
    lab.asRoot("gzip -1 --stdout " + file + " >/srv/tripleo.qcow2.gz");
    use(lab, "/srv/tripleo.qcow2.gz", lab.asRoot("sha256sum </srv/tripleo.qcow2.gz").split(" ", 2));
    lab.must("run", "tripleo-prepare", "--tags", "image", "--yes");
    List<String> images = lab.asStack("cd " + IMAGES + "; ls | grep ^image-").lines().toList();
    assertThat(images).anyMatch(it -> it.endsWith("-tripleo.qcow2"));
    assertThat(images).noneMatch(it -> it.endsWith(".part"));
    lab.asStack("cmp " + file + " " + IMAGES + "/image-*-tripleo.qcow2");

    lab.asRoot("rm -f /usr/bin/zstd");
    use(lab, "/srv/tripleo.raw.zst", "");
    RunResult refused =
        lab.mustFail("tripleo-prepare", "compressed-image: ", "has no zstd to unpack it.");
    assertThat(refused.output()).contains("apt-get install -y zstd");
    assertThat(lab.folder().latestRun().at("/hosts/hypervisor-stack/changed").asInt()).isZero();

    new Fetches(lab, ImageServer.start(lab)).fullDiskLeavesNoHalfUnpackedImage();
  }

  private static void use(SandboxLab lab, String path, String... sum) throws IOException {
    lab.folder().set("TRIPLEO_IMAGE_URL", path).set("TRIPLEO_IMAGE_SHA256", sum[0]);
  }
}
