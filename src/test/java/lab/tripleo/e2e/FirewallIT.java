package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Firewalls on a hypervisor, most of them before its first {@code prepare}. */
@EndToEnd
@Execution(ExecutionMode.SAME_THREAD)
final class FirewallIT {
  private static final String INSTALL =
      "export DEBIAN_FRONTEND=noninteractive; apt-get update -q;"
          + " apt-get install -y -q --no-install-recommends ";

  /** Whether the kernel filters frames between ports of a bridge, as Docker wants it. */
  private static final String FILTER_BRIDGES =
      "file=/proc/sys/net/bridge/bridge-nf-call-iptables; [ ! -e $file ] || echo %s >$file;"
          + " cat $file 2>/dev/null || echo 0";

  private static final String POLICY_DROP =
      """
      nft -f - <<'END'
      table inet filter {
        chain input {
          type filter hook input priority filter; policy drop;
          ct state vmap { established : accept, related : accept, invalid : drop }
          iif lo accept
          tcp dport 22 accept
        }
        chain forward { type filter hook forward priority filter; policy drop; }
      }
      END
      """;

  private static final String DOCKER =
      """
      iptables-restore <<'END'
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT ACCEPT [0:0]
      :DOCKER - [0:0]
      :DOCKER-USER - [0:0]
      -A FORWARD -j DOCKER-USER
      -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A FORWARD -o docker0 -j DOCKER
      -A FORWARD -i docker0 -j ACCEPT
      -A DOCKER-USER -j RETURN
      COMMIT
      END
      """;

  /** A machine on the lab's network that asks the hypervisor's DNS server for its version. */
  private static final String NEIGHBOUR =
      """
      ip netns add neighbour
      ip link add neighbour type veth peer name inside netns neighbour
      ip link set neighbour master vm-ctlplane up
      ip -n neighbour address add 192.168.122.77/24 dev inside
      ip -n neighbour link set inside up
      cat >/tmp/ask.py <<'END'
      import socket
      asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      asker.settimeout(1)
      for attempt in range(4):
          try:
              question = b"\\0\\1\\1\\0\\0\\1\\0\\0\\0\\0\\0\\0\\7version\\4bind\\0\\0\\20\\0\\3"
              asker.sendto(question, ("192.168.122.1", 53))
              print("answer" if b"dnsmasq" in asker.recv(512) else "another answer")
              break
          except socket.timeout:
              pass
      else:
          print("silence")
      END
      """;

  private static final String ASK = "ip netns exec neighbour python3 /tmp/ask.py";

  private static SandboxLab bare;

  @BeforeAll
  static void start(SandboxLab given) throws IOException {
    bare = given;
    bare.startBare();
    bare.asRoot(INSTALL + "nftables iptables ufw");
  }

  @BeforeEach
  void reset() {
    bare.asRoot(
        "ufw --force disable; nft flush ruleset; iptables -P INPUT ACCEPT; "
            + FILTER_BRIDGES.formatted(0));
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "nftables drops what it does not accept, and accepts only ssh",
      then = "Refused before anything changes; after the commands of the message it passes")
  void nftables() throws IOException {
    bare.asRoot(POLICY_DROP);
    String remedy =
        refused(
            bare,
            "nftables (table inet filter, chain input, policy drop) blocks DHCP, DNS, IPMI",
            "nftables (table inet filter, chain forward, policy drop) blocks NAT",
            "/etc/nftables.conf");
    passesAfter(remedy);
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "iptables drops what it does not accept, and accepts only ssh",
      then = "Refused, because it blocks IPMI; libvirt's own rules accept DHCP, DNS and NAT")
  void iptables() throws IOException {
    bare.asRoot(
        "iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT;"
            + " iptables -A INPUT -i lo -j ACCEPT; iptables -A INPUT -p tcp --dport 22 -j ACCEPT;"
            + " iptables -P INPUT DROP; iptables -P FORWARD DROP");
    passesAfter(refused(bare, "iptables (table ip filter, chain INPUT, policy drop) blocks IPMI."));
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "ufw is active, and allows only ssh",
      then = "Refused, because it blocks IPMI; the message has the ufw command that allows it")
  void ufw() throws IOException {
    bare.asRoot("ufw allow 22/tcp; ufw --force enable");
    String remedy = refused(bare, "ufw (table ip filter, chain INPUT, policy drop) blocks IPMI.");
    assertThat(remedy).isEqualTo("ufw allow in on vm-ctlplane to any port 6230:6239 proto udp");
    passesAfter(remedy);
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "Docker's FORWARD policy is DROP",
      then =
          "Refused if the kernel applies it to frames of bridges; after the command of the message,"
              + " and without such filtering, it passes")
  void docker() throws IOException {
    bare.asRoot(DOCKER);
    preflight(bare);
    if (bare.asRoot(FILTER_BRIDGES.formatted(1)).equals("1")) {
      passesAfter(
          refused(
              bare,
              "Docker (table ip filter, chain FORWARD, policy drop)"
                  + " blocks traffic between ports of bridge os-ctlplane."));
    }
  }

  /** What the preflight says is true of packets. */
  @Test
  void remedyLetsPacketsThrough(@In(State.PREPARED) SandboxLab lab) throws IOException {
    lab.asRoot(INSTALL + "nftables");
    lab.asRoot(NEIGHBOUR);
    assertThat(lab.asRoot(ASK)).isEqualTo("answer");
    lab.asRoot(POLICY_DROP);
    assertThat(lab.asRoot(ASK)).isEqualTo("silence");
    String remedy = refused(lab, "blocks DHCP, DNS, IPMI");
    lab.asRoot(remedy);
    assertThat(lab.asRoot(ASK)).isEqualTo("answer");
    preflight(lab);
  }

  private static void passesAfter(String remedy) {
    bare.asRoot(remedy);
    preflight(bare);
  }

  private static void preflight(SandboxLab lab) {
    lab.must("run", "prepare", "--tags", "preflight", "--yes");
  }

  /** The commands that the refusal suggests. */
  private static String refused(SandboxLab lab, String... parts) throws IOException {
    RunResult run =
        lab.folder().run("run", "prepare", "--tags", "preflight", "--yes", "--no-fetch-results");
    assertThat(run.exitCode()).as(run::everything).isEqualTo(1);
    List<String> messages =
        new ObjectMapper()
            .readTree(lab.folder().file("workspace/runs/latest/report.json").toFile())
            .findValuesAsText("message");
    String message = String.join("\n", messages);
    assertThat(message).as(run::everything).contains("problems: 1.", "firewall: ").contains(parts);
    Matcher commands = Pattern.compile("run there: (.+?)\\. ufw keeps").matcher(message);
    assertThat(commands.find()).as(message).isTrue();
    return commands.group(1);
  }
}
