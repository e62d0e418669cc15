package lab.tripleo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parts of {@code ./bench} that are in Java. Each prints its results as tab-separated lines:
 * name, value, unit, ratio, and what the ratio is to.
 */
public final class Bench {
  private Bench() {}

  /** One thing that is measured. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Now, in nanoseconds: of a clock or of a processor. */
  interface Time {
    long nanos();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out =
        new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "events" -> EventBench.run(folder, out);
      case "reports" -> ReportBench.run(folder, out);
      case "generate" -> GenerateBench.run(folder, out);
      case "overhead" -> OverheadBench.run(folder, arguments[2], out);
      case "compare" -> compare(folder, Path.of(arguments[2]), out);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /**
   * Does each work several times, by turns, so that what else the machine does hits all alike.
   *
   * @return the medians in milliseconds, in the order of the works
   */
  static double[] medians(int rounds, int warmUps, Time time, List<Work> works)
      throws IOException, InterruptedException {
    List<List<Long>> all = new ArrayList<>();
    works.forEach(it -> all.add(new ArrayList<>()));
    for (int round = 0; round < rounds + warmUps; round++) {
      for (int i = 0; i < works.size(); i++) {
        long began = time.nanos();
        works.get(i).run();
        if (round >= warmUps) {
          all.get(i).add(time.nanos() - began);
        }
      }
    }
    return all.stream()
        .mapToDouble(it -> it.stream().sorted().toList().get(it.size() / 2) / 1e6)
        .toArray();
  }

  static void print(
      PrintStream out, String name, double value, String unit, double ratio, String to) {
    out.printf(Locale.ROOT, "%s\t%.1f\t%s\t%.2f\t%s%n", name, value, unit, ratio, to);
  }

  /** Prints each value of two files of results, and the ratio of the new one to the old one. */
  private static void compare(Path old, Path now, PrintStream out) throws IOException {
    Map<String, Double> before = values(old);
    for (Map.Entry<String, Double> it : values(now).entrySet()) {
      Double was = before.get(it.getKey());
      if (was == null) {
        out.printf(Locale.ROOT, "%s\tnew\t%.1f%n", it.getKey(), it.getValue());
      } else {
        print(out, it.getKey(), it.getValue(), "", it.getValue() / was, "of " + was);
      }
    }
  }

  private static Map<String, Double> values(Path file) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (JsonNode it : new ObjectMapper().readTree(Files.readString(file)).path("results")) {
      String name = it.path("name").asText() + " (" + it.path("unit").asText() + ")";
      values.put(name, it.path("value").asDouble());
    }
    return values;
  }
}
