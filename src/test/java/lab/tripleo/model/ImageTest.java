package lab.tripleo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import lab.tripleo.HostileStrings;
import org.junit.jupiter.api.Test;

final class ImageTest {
  private static final String SUM = "0".repeat(64);

  @Test
  void pathsBecomeUrls() {
    assertThat(image("/srv/my images/ü#1?.qcow2").source())
        .isEqualTo("file:///srv/my%20images/%C3%BC%231%3F.qcow2");
    assertThat(image("file:///srv/a%20b").source()).isEqualTo("file:///srv/a%20b");
    assertThat(image("https://a/b?c#d").source()).isEqualTo("https://a/b?c#d");
  }

  @Test
  void recognisesALocalImage() {
    assertThat(image("/srv/a").isLocal()).isTrue();
    assertThat(image("file:///srv/a").isLocal()).isTrue();
    assertThat(image("http://a/b").isLocal()).isFalse();
  }

  @Test
  void namesOfDifferentImagesDiffer() {
    String name = image("https://a/b/debian-12.qcow2?x=1").fileName();
    assertThat(name).matches("image-[0-9a-f]{12}-debian-12.qcow2");
    assertThat(image("https://b/b/debian-12.qcow2?x=1").fileName()).isNotEqualTo(name);
    assertThat(new Image("https://a/b/debian-12.qcow2?x=1", Optional.of(SUM)).fileName())
        .isNotEqualTo(name);
  }

  @Test
  void namesOfCompressedImagesTellTheProgram() {
    assertThat(image("https://a/b/debian.raw.xz?x=1.gz").unpacker()).contains("xz");
    assertThat(image("https://a/b/debian.raw.xz?x=1.gz").fileName())
        .matches("image-[0-9a-f]{12}-debian.raw");
    assertThat(image("/srv/a.qcow2.GZ").unpacker()).contains("gzip");
    assertThat(image("file:///srv/a.qcow2.zst").unpacker()).contains("zstd");
    assertThat(image("/srv/a.bz2").unpacker()).contains("bzip2");
    assertThat(image("/srv/a.xz/b").unpacker()).isEmpty();
    assertThat(image("/srv/a.qcow2").unpacker()).isEmpty();
  }

  @Test
  void namesArePlainWords() {
    for (String hostile : HostileStrings.all()) {
      assertThat(image("http://a/" + hostile).fileName())
          .matches("image-[0-9a-f]{12}(-[A-Za-z0-9._-]{1,80})?");
    }
  }

  @Test
  void refusesInvalidChecksums() {
    assertThatThrownBy(() -> new Image("/a", Optional.of("ABC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizesAreInBytes() {
    assertThat(new VirtualMachine.Disk(image("/a"), "3M").sizeBytes()).isEqualTo(3L << 20);
    assertThat(new VirtualMachine.Disk(image("/a"), "60G").sizeBytes()).isEqualTo(60L << 30);
    assertThat(new VirtualMachine.Disk(image("/a"), "2T").sizeBytes()).isEqualTo(2L << 40);
  }

  private static Image image(String url) {
    return new Image(url, Optional.empty());
  }
}
