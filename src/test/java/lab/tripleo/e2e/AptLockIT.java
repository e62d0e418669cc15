package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/** Another program has locked apt when a stage installs packages. */
@EndToEnd
final class AptLockIT {
  private static final String LISTS = "/var/lib/apt/lists/lock";
  private static final String DPKG = "/var/lib/dpkg/lock-frontend";

  /** Locks a file until the returned process is killed, at most for five minutes. */
  private static String lock(SandboxLab lab, String file) {
    return lab.asRoot(
        """
        setsid python3 -c 'import fcntl, time
        it = open("%s", "w"); fcntl.lockf(it, fcntl.LOCK_EX); open("/run/locked", "w")
        time.sleep(300)' upgrades >/dev/null 2>&1 &
        echo $!
        until [ -e /run/locked ]; do sleep 0.1; done; rm /run/locked
        """
            .formatted(file));
  }

  @Test
  @Fault(
      in = Area.MACHINES,
      when = "Another program updates the package lists while `prepare` installs packages",
      then = "`prepare` waits; its progress has the program, PID and command line")
  @Fault(
      in = Area.MACHINES,
      when = "Another program installs packages while `prepare` installs packages",
      then = "`prepare` waits; its progress has the program, PID and command line")
  @Fault(
      in = Area.MACHINES,
      when = "Another program does not release the lock of apt",
      then = "`prepare` fails; the message has the program, PID, command line and the lock's file")
  void waitsAndNamesTheHolder(@In(State.PREPARED) SandboxLab lab) throws IOException {
    for (String file : List.of(LISTS, DPKG)) {
      lab.asRoot("dpkg --remove --force-depends ipmitool");
      String pid = lock(lab, file);
      Command waiting = lab.start("run", "prepare", "--tags", "packages", "--yes");
      waiting.awaitOutput("fcntl"); // a word of the holder's command line
      lab.asRoot("kill " + pid);
      RunResult waited = waiting.await();
      assertThat(waited.exitCode()).as(waited::everything).isZero();
      assertThat(waited.output().replaceAll("\\s+", " "))
          .as(waited::everything)
          .contains("python3 (PID " + pid + ": python3 -c import fcntl", "holds " + file);
      lab.asRoot("dpkg --status ipmitool");
    }
    lab.asRoot("dpkg --remove --force-depends ipmitool");
    String pid = lock(lab, DPKG);
    String before = lab.asRoot("cat /etc/tripleo-lab/tripleo-lab/made/packages");
    RunResult failed = impatient(lab);
    assertThat(failed.exitCode()).as(failed::everything).isEqualTo(2);
    assertThat(failed.output())
        .contains(
            "Another program has not released its lock: python3 (PID " + pid + ": python3 -c",
            "holds " + DPKG,
            "Wait until it has ended, and run again.");
    assertThat(lab.asRoot("cat /etc/tripleo-lab/tripleo-lab/made/packages")).isEqualTo(before);
    lab.asRoot("kill " + pid);
    lab.must("run", "prepare", "--tags", "packages", "--yes");
  }

  /** The lab's own playbook, which waits two seconds instead of ten minutes. */
  private static RunResult impatient(SandboxLab lab) throws IOException {
    Path playbooks = lab.folder().file("playbooks");
    String text = Files.readString(playbooks.resolve("prepare.yml"));
    String wait = "retries: 60\n      delay: 10\n";
    assertThat(text).containsOnlyOnce(wait);
    Files.writeString(
        playbooks.resolve("impatient.yml"), text.replace(wait, "retries: 2\n      delay: 1\n"));
    List<String> argv =
        List.of(
            "ansible-playbook",
            "-i",
            lab.folder().file("inventory/hosts.yml").toString(),
            playbooks.resolve("impatient.yml").toString(),
            "--tags",
            "packages");
    return Command.start(argv, Map.of("LC_ALL", "C.UTF-8"), "").await();
  }
}
