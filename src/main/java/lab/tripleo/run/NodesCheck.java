package lab.tripleo.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.execution.KeyLogin;
import lab.tripleo.model.Lab;
import lab.tripleo.model.Nodes;
import lab.tripleo.model.VirtualNode;
import lab.tripleo.process.Script;
import lab.tripleo.process.ShellWords;
import lab.tripleo.run.Preflight.Problem;
import lab.tripleo.workspace.SshConfig;

/** Compares the nodes of the configuration with those of the hypervisor. Changes nothing. */
public final class NodesCheck {
  private static final String PREPARE = "`tripleo-lab run nodes-prepare`";
  private static final String POWER = "Chassis Power is ";

  /** The file of a lab's hypervisor with the nodes that stage nodes-prepare has made. */
  private static final String RECORD = "/etc/tripleo-lab/%s/nodes";

  private static final Script IPMITOOL = Script.named("shortcuts/ipmitool");

  private final LabSession session;

  public NodesCheck(LabSession session) {
    this.session = session;
  }

  /**
   * What was found.
   *
   * @param summary how many nodes are defined, in one line
   * @param problems of single nodes; empty if all that the lab has made are well
   */
  public record Findings(String summary, List<Problem> problems) {
    public Findings {
      problems = List.copyOf(problems);
    }
  }

  /** Asks the hypervisor, which must have been contacted before. */
  public Findings findings(Lab lab) throws IOException, UserError, InterruptedException {
    if (lab.nodes().isEmpty()) {
      return new Findings("none in configuration/nodes.yaml", List.of());
    }
    String uri = lab.hypervisor().libvirtScope().uri();
    List<String> arguments =
        new ArrayList<>(List.of(RECORD.formatted(lab.name()), uri, IPMITOOL.text()));
    lab.nodes().virtual().forEach(it -> arguments.add(it.name()));
    Optional<List<String>> answer =
        new KeyLogin(session.folder())
            .answer(
                session.workspace().sshConfigFile(),
                SshConfig.HYPERVISOR_STACK,
                ShellWords.line(Script.named("execution/nodes").command("sh", arguments)));
    return answer
        .map(it -> of(lab.nodes(), uri, it))
        .orElseGet(
            () ->
                new Findings(
                    lab.nodes().names().size()
                        + " configured; the hypervisor has no user stack who accepts the lab's"
                        + " key, `tripleo-lab run prepare` creates it",
                    List.of()));
  }

  /**
   * Judges the output of the script {@code execution/nodes}.
   *
   * @param uri of libvirt
   */
  static Findings of(Nodes nodes, String uri, List<String> answer) {
    Seen seen = Seen.parse(answer);
    if (!seen.libvirt()) {
      return new Findings(
          "",
          List.of(
              new Problem(
                  "libvirt",
                  "of user stack (%s) does not answer; `tripleo-lab run prepare` starts it"
                      .formatted(uri))));
    }
    if (!seen.complete()) {
      return new Findings(
          "", List.of(new Problem("nodes", "the hypervisor has not answered in time")));
    }
    List<VirtualNode> made =
        nodes.virtual().stream().filter(it -> seen.made().containsKey(it.name())).toList();
    List<Problem> problems = made.stream().flatMap(it -> seen.problem(it).stream()).toList();
    return new Findings(summary(nodes, seen, made), problems);
  }

  private static String summary(Nodes nodes, Seen seen, List<VirtualNode> made) {
    List<String> parts = new ArrayList<>();
    int all = nodes.virtual().size();
    if (!made.isEmpty()) {
      parts.add("%d of %d defined, BMCs answer".formatted(made.size(), all));
    }
    if (made.size() < all) {
      parts.add("%d not made yet, %s makes them".formatted(all - made.size(), PREPARE));
    }
    if (!nodes.physical().isEmpty()) {
      parts.add("physical ones are not checked: " + nodes.physical().size());
    }
    List<String> gone =
        seen.made().keySet().stream().filter(it -> !nodes.names().contains(it)).sorted().toList();
    if (!gone.isEmpty()) {
      parts.add(
          "no longer configured: %s (`tripleo-lab run nodes-prepare --tags remove`)"
              .formatted(String.join(", ", gone)));
    }
    return String.join("; ", parts);
  }

  /**
   * What the script saw.
   *
   * @param made UUIDs by name, as stage nodes-prepare recorded them
   * @param defined UUIDs of virtual machines
   * @param running UUIDs of virtual machines
   * @param bmcs what the BMCs say of the power, by name of the node
   * @param libvirt whether it answers
   * @param complete whether the script came to its end
   */
  private record Seen(
      Map<String, String> made,
      Set<String> defined,
      Set<String> running,
      Map<String, String> bmcs,
      boolean libvirt,
      boolean complete) {

    static Seen parse(List<String> lines) {
      Map<String, String> made = new HashMap<>();
      Map<String, String> bmcs = new HashMap<>();
      Set<String> defined = new HashSet<>();
      Set<String> running = new HashSet<>();
      for (String line : lines) {
        String[] words = line.split(" ", 3);
        String rest = words.length < 3 ? "" : words[2];
        switch (words[0]) {
          case "made" -> made.put(words[1], rest);
          case "bmc" -> bmcs.put(words[1], rest);
          case "defined" -> defined.add(words[1]);
          case "running" -> running.add(words[1]);
          default -> {}
        }
      }
      return new Seen(
          made, defined, running, bmcs, !lines.contains("no libvirt"), lines.contains("end"));
    }

    Optional<Problem> problem(VirtualNode node) {
      String uuid = node.uuid().toString();
      if (!defined.contains(uuid)) {
        return of(node, "libvirt does not have its virtual machine; " + PREPARE + " defines it");
      }
      String said = bmcs.getOrDefault(node.name(), "");
      return said.startsWith(POWER)
          ? Optional.empty()
          : of(
              node,
              "%sits BMC does not answer: %s; see `tripleo-lab vbmc list`, %s writes its settings"
                  .formatted(
                      running.contains(uuid) ? "it runs, but " : "",
                      said.replaceFirst("(?i)^error: ", ""),
                      PREPARE));
    }

    private static Optional<Problem> of(VirtualNode node, String text) {
      return Optional.of(new Problem("node " + node.name(), text));
    }
  }
}
