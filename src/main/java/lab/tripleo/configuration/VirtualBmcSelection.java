package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.VIRTUALBMC_VERSION;

import java.util.Arrays;
import java.util.List;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.Platform;
import lab.tripleo.model.VirtualBmc;

/** Selects the version of VirtualBMC. */
record VirtualBmcSelection(Environment environment, Problems problems) {

  /** The version that is set, or the newest for the platform's Python. */
  VirtualBmc select(Platform platform) {
    String newest = platform.virtualBmc().version();
    String version = environment.given(VIRTUALBMC_VERSION).orElse(newest);
    if (isNewer(version, newest)) {
      problems.error(
          "virtualbmc-too-new",
          environment.at(VIRTUALBMC_VERSION),
          "VirtualBMC " + version + " does not run on the Python of " + platform.name(),
          "the newest version that does is " + newest);
    }
    return new VirtualBmc(version);
  }

  private static boolean isNewer(String version, String newest) {
    List<Integer> a = numbers(version);
    List<Integer> b = numbers(newest);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      int difference = Integer.compare(i < a.size() ? a.get(i) : 0, i < b.size() ? b.get(i) : 0);
      if (difference != 0) {
        return difference > 0;
      }
    }
    return false;
  }

  /** The release part of a version: 3.2.0rc1 is 3, 2, 0. */
  private static List<Integer> numbers(String version) {
    String release = version.replaceFirst("(a|b|rc|\\.post|\\.dev).*", "");
    return Arrays.stream(release.split("\\.", -1))
        .map(it -> it.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(it))
        .toList();
  }
}
