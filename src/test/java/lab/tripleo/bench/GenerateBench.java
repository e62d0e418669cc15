package lab.tripleo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.ConfigurationFolders;
import lab.tripleo.configuration.ManyNodes;
import lab.tripleo.generation.LabGenerator;
import lab.tripleo.model.Lab;

/**
 * Time to read, check and generate labs with many subnets, and with many nodes. With 7,000 subnets
 * undercloud.conf is nearly as large as a file of the configuration may be.
 */
final class GenerateBench {
  private static final int ROUNDS = 3;
  private static final int WARM_UPS = 2;

  private GenerateBench() {}

  static void run(Path folder, PrintStream out) throws IOException, InterruptedException {
    measure(out, "subnets", List.of(10, 100, 1_000, 7_000), it -> subnets(folder, it));
    measure(
        out,
        "nodes",
        List.of(10, 100, 1_000, 10_000),
        it -> ManyNodes.in(folder.resolve("nodes" + it), it));
  }

  /** Writes a lab of a size. */
  private interface Writer {
    Path lab(int size) throws IOException;
  }

  private static void measure(PrintStream out, String what, List<Integer> sizes, Writer writer)
      throws IOException, InterruptedException {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    double fewest = 0;
    for (int size : sizes) {
      Path lab = writer.lab(size);
      double millis =
          Bench.medians(
              ROUNDS, WARM_UPS, thread::getCurrentThreadCpuTime, List.of(() -> generate(lab)))[0];
      fewest = fewest == 0 ? millis : fewest;
      String to = sizes.get(0) + " " + what;
      Bench.print(out, "generate " + size + " " + what, millis, "ms", millis / fewest, to);
    }
  }

  private static void generate(Path folder) {
    Lab lab =
        ConfigurationFolders.reader()
            .read(folder)
            .lab(Optional.empty())
            .value()
            .orElseThrow(() -> new IllegalStateException("invalid: " + folder));
    if (new LabGenerator().generate(lab).files().isEmpty()) {
      throw new IllegalStateException("nothing was generated");
    }
  }

  private static Path subnets(Path folder, int subnets) throws IOException {
    Path lab = ConfigurationFolders.shipped(folder.resolve("subnets" + subnets));
    Path environment = lab.resolve("configuration/environment");
    Files.writeString(
        environment,
        Files.readString(environment)
            .replaceAll("(?m)^HYPERVISOR_ADDRESS=.*", "HYPERVISOR_ADDRESS=hypervisor.example.org")
            .replaceAll("(?m)^HYPERVISOR_PLATFORM=.*", "HYPERVISOR_PLATFORM=el9")
            .replaceAll("(?m)^TRIPLEO_RELEASE=.*", "TRIPLEO_RELEASE=wallaby"));
    StringBuilder names = new StringBuilder("ctlplane-subnet");
    StringBuilder sections = new StringBuilder();
    for (int i = 1; i <= subnets; i++) {
      String net = "10." + i / 256 + "." + i % 256;
      names.append(",l").append(i);
      sections.append(
          """
          [l%d]
          cidr=%2$s.0/24
          gateway=%2$s.1
          dhcp_start=%2$s.10
          dhcp_end=%2$s.99
          inspection_iprange=%2$s.100,%2$s.120
          """
              .formatted(i, net));
    }
    String head = "[DEFAULT]\nenable_routed_networks = true\nsubnets = ";
    Files.writeString(
        lab.resolve("configuration/tripleo/undercloud.conf"), head + names + "\n" + sections);
    return lab;
  }
}
