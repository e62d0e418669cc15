package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Runs {@code fetch-image} in a prepared sandbox, with images of a few megabytes. */
final class Fetches {
  private static final String FOLDER = "/home/stack/fetches";
  private static final String SMALL = "small.qcow2";

  /** Random, so that all its parts differ. */
  private static final String MAKE_SMALL =
      """
      head -c 3000000 /dev/urandom >/tmp/small.raw
      printf '\\125\\252' | dd of=/tmp/small.raw bs=1 seek=510 conv=notrunc status=none
      qemu-img convert -O qcow2 /tmp/small.raw $file
      rm /tmp/small.raw
      """;

  private final SandboxLab lab;
  private final ImageServer server;
  private final String sum;
  private final long size;

  Fetches(SandboxLab lab, ImageServer server) {
    this.lab = lab;
    this.server = server;
    this.sum = server.offer(SMALL, MAKE_SMALL);
    this.size = server.size(SMALL);
    lab.asStack("mkdir -p " + FOLDER);
  }

  /** With a checksum, without one, and from a path; each is fetched once. */
  void completeImagesAreKept() {
    assertThat(fetch("summed", server.url("ranges", SMALL), sum).exitCode()).isZero();
    assertThat(fetch("unsummed", server.url("whole", SMALL), "").exitCode()).isZero();
    assertThat(fetch("local", "file:///srv/images/" + SMALL, sum).exitCode()).isZero();
    String requests = server.requests();
    assertThat(fetch("summed", server.url("ranges", SMALL), sum).exitCode()).isZero();
    assertThat(server.requests()).isEqualTo(requests);
    for (String name : List.of("summed", "unsummed", "local")) {
      assertKept(name);
    }
  }

  void wrongImagesAreDeleted() {
    server.offer("page.html", "echo '<html>Please log in.</html>' >$file");
    refused(
        "other", fetch("other", server.url("ranges", SMALL), "0".repeat(64)), sum, "0".repeat(64));
    refused(
        "page",
        fetch("page", server.url("ranges", "page.html"), ""),
        "not a complete, bootable disk image");
    refused(
        "half",
        fetch("half", server.url("half", SMALL), ""),
        "not a complete, bootable disk image");
    refused("nowhere", fetch("nowhere", server.url("ranges", "nothing"), ""), "404");
    refused("closed", fetch("closed", "http://127.0.0.1:1/image", ""), "curl: (7)");
    assertThat(lab.asStack("ls " + FOLDER)).doesNotContain(".part");
    // A rejected image is fetched after its checksum is corrected.
    assertThat(fetch("other", server.url("ranges", SMALL), sum).exitCode()).isZero();
    assertKept("other");
  }

  void interruptedTransfersAreResumed() {
    RunResult broken = fetch("cut", server.url("cut", SMALL), sum);
    refused("cut", broken, "curl: (18)");
    assertThat(partSize("cut")).isEqualTo(size / 2);
    assertThat(fetch("cut", server.url("ranges", SMALL), sum).exitCode()).isZero();
    assertThat(server.requests()).endsWith("/ranges/" + SMALL + " " + size / 2);
    assertKept("cut");
  }

  void transfersRestartWithoutRangeSupport() {
    for (String way : List.of("whole", "refusing")) {
      beginWith(way, size / 3);
      assertThat(fetch(way, server.url(way, SMALL), sum).exitCode()).as(way).isZero();
      assertKept(way);
    }
    // A partial file of another image is detected.
    lab.asStack("head -c 1000000 /dev/zero >" + FOLDER + "/mixed.part");
    assertThat(fetch("mixed", server.url("ranges", SMALL), sum).exitCode()).isZero();
    assertKept("mixed");
    // The file is complete, only the rename is missing.
    beginWith("named", size);
    String requests = server.requests();
    assertThat(fetch("named", server.url("ranges", SMALL), sum).exitCode()).isZero();
    assertThat(server.requests()).isEqualTo(requests);
    assertKept("named");
  }

  /** Without a checksum, only the server can tell. */
  void partsOfTwoImagesAreNotCombined() {
    server.offer("changing", "cp /srv/images/" + SMALL + " $file");
    String url = server.url("ranges", "changing");
    server.hold("changing", size / 4);
    start("same", url, "");
    start("other-one", url, "");
    awaitPart("same");
    awaitPart("other-one");
    lab.asRoot("kill -9 $(pgrep -x fetch-image) $(pgrep -u stack -x curl)");
    long begun = partSize("same");
    server.release("changing");
    assertThat(fetch("same", url, "").exitCode()).isZero();
    assertThat(server.requests()).endsWith("/ranges/changing " + begun);
    assertKept("same");
    String changed = server.offer("changing", MAKE_SMALL);
    assertThat(fetch("other-one", url, "").exitCode()).isZero();
    assertThat(lab.asStack("sha256sum <" + FOLDER + "/other-one")).startsWith(changed);
  }

  private void awaitPart(String name) {
    lab.asStack("until [ -s %s/%s.part ]; do sleep 0.1; done".formatted(FOLDER, name));
  }

  void twoTransfersAtOnceShareOne() {
    server.hold(SMALL, 1000);
    long before = server.requests().lines().count();
    start("two", server.url("ranges", SMALL), sum);
    start("two", server.url("ranges", SMALL), sum);
    server.release(SMALL);
    assertThat(await("two").exitCode()).isZero();
    assertKept("two");
    assertThat(server.requests().lines().count()).isEqualTo(before + 1);
  }

  void fullDiskLeavesNoCompleteImage() {
    String small = FOLDER + "/small";
    lab.asStack("mkdir " + small);
    lab.asRoot("mount -t tmpfs -o size=1m,uid=stack,gid=stack tmpfs " + small);
    try {
      refused(
          "small/disk",
          fetch("small/disk", server.url("ranges", SMALL), sum),
          "curl: (23)",
          "free disk space: 0");
      lab.asRoot("mount -o remount,size=9m " + small);
      assertThat(fetch("small/disk", server.url("ranges", SMALL), sum).exitCode()).isZero();
      assertKept("small/disk");
    } finally {
      lab.asRoot("umount " + small);
    }
  }

  /** The disk has space for the compressed image, but not for both. */
  void fullDiskLeavesNoHalfUnpackedImage() {
    String packed = server.offer("small.gz", "gzip --stdout /srv/images/" + SMALL + " >$file");
    String small = FOLDER + "/unpacked";
    lab.asStack("mkdir " + small);
    lab.asRoot("mount -t tmpfs -o size=5m,uid=stack,gid=stack tmpfs " + small);
    try {
      refused(
          "unpacked/disk",
          fetch("unpacked/disk", server.url("ranges", "small.gz"), packed),
          "gzip cannot unpack it: no space left on its disk (free disk space: ");
      assertThat(lab.asStack("cd " + small + "; ls -s disk*part")).doesNotContain("unpacked");
      String requests = server.requests();
      lab.asRoot("mount -o remount,size=9m " + small);
      RunResult unpacked = fetch("unpacked/disk", server.url("ranges", "small.gz"), packed);
      assertThat(unpacked.exitCode()).as(unpacked::everything).isZero();
      assertThat(server.requests()).isEqualTo(requests);
      assertKept("unpacked/disk");
    } finally {
      lab.asRoot("umount " + small);
    }
  }

  private void beginWith(String name, long bytes) {
    lab.asStack("head -c %d /srv/images/%s >%s/%s.part".formatted(bytes, SMALL, FOLDER, name));
  }

  private RunResult fetch(String name, String url, String wanted) {
    start(name, url, wanted);
    return await(name);
  }

  private void start(String name, String url, String wanted) {
    lab.asStack(
        "~/tripleo-lab/fetch-image start %s/%s '%s' %s".formatted(FOLDER, name, url, wanted));
  }

  private RunResult await(String name) {
    return lab.tryAsStack(
        "until ~/tripleo-lab/fetch-image wait %s/%s || [ $? != 1 ]; do :; done; ~/tripleo-lab/fetch-image wait %s/%s"
            .formatted(FOLDER, name, FOLDER, name));
  }

  private long partSize(String name) {
    return Long.parseLong(lab.asStack("stat --format %s " + FOLDER + "/" + name + ".part"));
  }

  private void assertKept(String name) {
    assertThat(lab.asStack("sha256sum <" + FOLDER + "/" + name)).as(name).startsWith(sum);
    assertThat(lab.asStack("ls " + FOLDER))
        .as(name)
        .doesNotContain(name + ".part", name + ".failed");
  }

  private void refused(String name, RunResult result, String... parts) {
    assertThat(result.exitCode()).as(result::everything).isEqualTo(3);
    assertThat(result.stdout()).as(result::everything).contains(parts);
    // ls fails, because the file is missing as expected.
    assertThat(lab.asStack("ls " + FOLDER + "/" + name + " 2>/dev/null || true")).isEmpty();
  }
}
