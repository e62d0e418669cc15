package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/** Hosts that do not fit the lab: one run tells everything that is wrong, and changes nothing. */
@EndToEnd
final class PreflightIT {
  /** A problem begins with its name, as docs/preflight.md has it. */
  private static final Pattern NAME = Pattern.compile("(?m)^ +([a-z0-9-]+): (?=[A-Z/])");

  private static final String LISTEN =
      "setsid python3 -c 'import socket, time; it = socket.socket(socket.AF_INET, socket.SOCK_DGRAM);"
          + " it.bind((\"%s\", %d)); open(\"/run/listens\", \"w\");"
          + " time.sleep(3600)' >/dev/null 2>&1 &"
          + " until [ -e /run/listens ]; do sleep 0.1; done; rm /run/listens";

  @Test
  @Fault(
      in = Area.MACHINES,
      when =
          "No user `stack`, but a home folder of another user with a foreign key; foreign files under the lab's names;"
              + " netplan configures the second NIC, which has an address; a DNS server listens on all addresses",
      then =
          "All of it is told by one run with owner and remedy; nothing changes on the hypervisor")
  @Fault(
      in = Area.MACHINES,
      when =
          "A foreign group `stack`; another VirtualBMC; ifupdown configures the second NIC, a VLAN or a tap; a program uses the ports"
              + " of VirtualBMC",
      then =
          "All of it is told by one run with owner and remedy; nothing changes on the hypervisor")
  void tellsEveryProblemAtOnce(SandboxLab lab) throws Exception {
    lab.startBare();
    lab.asRoot(
        """
        mkdir -p /home/stack/.ssh
        echo 'ssh-ed25519 AAAAforeign of@another' >/home/stack/.ssh/authorized_keys
        chown -R 1500:1500 /home/stack
        echo 'stack ALL=(ALL) ALL' >/etc/sudoers.d/stack
        printf '#!/bin/sh\\n' >/usr/local/bin/vbmc
        mkdir -p /etc/netplan
        printf 'network:\\n  ethernets:\\n    eth1: {dhcp4: true}\\n' >/etc/netplan/50-cloud-init.yaml
        ip address add 192.0.2.5/24 dev eth1
        ip link add other type bridge; ip link set other up; ip address add 192.168.24.77/25 dev other
        """
            + LISTEN.formatted("0.0.0.0", 53));
    String before = foreign(lab);
    RunResult refused = preflight(lab);
    assertThat(refused.exitCode()).as(refused::everything).isEqualTo(1);
    assertThat(names(refused))
        .as(refused::everything)
        .containsExactly(
            "openstack-subnet",
            "second-interface-in-use",
            "second-interface-configuration",
            "home-of-stack",
            "files-of-others",
            "ports");
    assertThat(refused.output().replaceAll("\\s+", " "))
        .contains(
            "/home/stack exists and belongs to 1500:1500",
            "/etc/sudoers.d/stack, /usr/local/bin/vbmc",
            "netplan, /etc/netplan/50-cloud-init.yaml line 3: eth1: {dhcp4: true}",
            "an address: 192.0.2.5/24",
            "python3 (udp port 53)");
    doctorTells(lab, names(refused));
    assertThat(foreign(lab)).isEqualTo(before);
    lab.asRoot("test ! -e /etc/tripleo-lab; ! getent passwd stack; pkill -f '[s]ocket.SOCK_DGRAM'");
    lab.asRoot(
        """
        rm -r /home/stack /etc/sudoers.d/stack /usr/local/bin/vbmc /etc/netplan
        ip link delete other
        ip link delete eth1
        ip link add link eth0 name eth1 type vlan id 7 || ip tuntap add dev eth1 mode tap
        groupadd stack
        mkdir -p /opt/tripleo-lab/virtualbmc /etc/network
        printf 'iface eth1 inet dhcp\\n' >>/etc/network/interfaces
        printf '[Service]\\nExecStart=/bin/true\\n' >/lib/systemd/system/virtualbmc.service
        """
            + LISTEN.formatted("127.0.0.1", 6230));
    refused = preflight(lab);
    assertThat(names(refused))
        .as(refused::everything)
        .containsExactly(
            "second-interface-kind",
            "second-interface-configuration",
            "group-stack",
            "folders-of-others",
            "unit-of-others",
            "ports");
    lab.asRoot(
        """
        pkill -f '[s]ocket.SOCK_DGRAM'; groupdel stack; rm -r /opt/tripleo-lab /etc/network/interfaces
        rm /lib/systemd/system/virtualbmc.service
        ip link delete eth1; ip link add eth1 type veth peer name eth1-peer
        """);
    assertThat(preflight(lab).exitCode()).isZero();
    assertThat(lab.must("doctor").stdout()).contains("ok      hypervisor: fits the lab\n");
  }

  /** The same problems as the run, in the same order, without a run. */
  private static void doctorTells(SandboxLab lab, List<String> names) throws IOException {
    Map<String, String> before = lab.folder().contents();
    RunResult doctor = lab.folder().run("doctor");
    assertThat(doctor.exitCode()).as(doctor::everything).isEqualTo(4);
    assertThat(doctor.stdout().lines().filter(it -> it.startsWith("problem ")))
        .as(doctor::everything)
        .map(it -> it.replaceAll("^problem ([^:]+): .*", "$1"))
        .isEqualTo(names);
    assertThat(doctor.stdout())
        .contains("problem home-of-stack: ", "belongs to 1500:1500. Move it away")
        .doesNotContain("fits the lab");
    assertThat(lab.folder().contents()).isEqualTo(before);
  }

  private static RunResult preflight(SandboxLab lab) {
    return lab.folder().run("run", "prepare", "--tags", "preflight", "--yes", "--no-fetch-results");
  }

  /** The names of the problems, in their order; each once. */
  private static List<String> names(RunResult refused) {
    return NAME.matcher(refused.output()).results().map(it -> it.group(1)).distinct().toList();
  }

  /** What the lab must neither change nor remove. */
  private static String foreign(SandboxLab lab) {
    return lab.asRoot(
        "cd /; find home/stack etc/sudoers.d/stack usr/local/bin/vbmc etc/netplan"
            + " -printf '%p %u:%g %m %T@\\n' -type f -exec sha256sum {} +");
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when =
          "`umask 077` made VirtualBMC unreadable for its user, and pip's configuration sends packages elsewhere",
      then = "The next run installs VirtualBMC again, and stack can run it")
  void installationsRepairThemselves(@In(State.PREPARED) SandboxLab lab) throws Exception {
    lab.asRoot(
        """
        chmod -R go-rwx /opt/tripleo-lab/virtualbmc
        printf '[install]\\ntarget = /srv/elsewhere\\n' >/etc/pip.conf
        for file in /root/.bashrc /root/.profile; do echo 'umask 077' >>"$file"; done
        """);
    RunResult repaired = lab.must("run", "prepare", "--tags", "virtualbmc", "--yes");
    assertThat(lab.asRoot("runuser -u stack -- vbmc list; ls -A /srv")).doesNotContain("elsewhere");
    assertThat(repaired.output()).contains("Start installing VirtualBMC in its virtualenv");
    lab.asRoot("mv /opt/tripleo-lab/virtualbmc/lib/python3*/site-packages/pyghmi /srv");
    lab.must("run", "prepare", "--tags", "virtualbmc", "--yes");
    assertThat(lab.asRoot("systemctl is-active virtualbmc.service; ls -A /srv"))
        .contains("active", "pyghmi")
        .doesNotContain("elsewhere");
    lab.changesNothing("prepare");
  }
}
