package lab.tripleo.sandbox;

import static java.util.stream.Collectors.joining;

import java.util.List;
import lab.tripleo.files.Resource;
import lab.tripleo.process.Script;

/** The files that build the cloud image. One script carries them into the container. */
final class CloudImageRecipe {
  /** The file that starts the build. */
  static final String MAIN = "build-cloud-image";

  private static final List<String> FILES =
      List.of(
          MAIN,
          // It makes the container in which the build runs.
          "build-image",
          "build-functions",
          "build-ironic-image",
          "build-ramdisk",
          "ramdisk-dhcp",
          "ramdisk-init",
          "sandbox_hardware.py",
          "sandbox_mdns.py");
  private static final String END = "---- end of the file ----";

  private CloudImageRecipe() {}

  /** A script that writes the files to the new folder {@code $1}. Its version is theirs. */
  static Script unpacking() {
    String files = FILES.stream().map(CloudImageRecipe::writing).collect(joining());
    return new Script("unpack-recipe", "set -eu\nmkdir \"$1\"\ncd \"$1\"\n" + files);
  }

  private static String writing(String file) {
    String text = new Resource("sandbox/" + file).text();
    return "cat >" + file + " <<'" + END + "'\n" + text + END + "\n";
  }
}
