package lab.tripleo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;

/**
 * The rollback timer fires at the moment in which the playbook keeps the bridge. The runs are of
 * that section; whole ones at the end show that the sections after it need nothing else.
 */
@EndToEnd
final class BridgeRollbackIT {
  private static final String MARKS = "/etc/tripleo-lab/tripleo-lab/network";
  private static final String BRIDGE = "/sys/class/net/os-ctlplane";

  /** Before {@code rm} removes the file, or after it, the rollback is started. */
  private static final String RM =
      """
      cat >/usr/local/bin/rm <<'END'
      #!/bin/bash
      fire() { systemctl start os-ctlplane-roll-back.service; }
      case $* in
        */network/armed)
          %s
          ;;
      esac
      exec /usr/bin/rm "$@"
      END
      chmod +x /usr/local/bin/rm
      echo '# changed' >>/etc/systemd/network/10-os-ctlplane.network
      """;

  private static final String ENDED =
      "while systemctl is-active --quiet os-ctlplane-roll-back.service; do sleep 0.1; done";

  /** A rollback whose first step takes seconds. */
  private static final String SLOW =
      """
      printf '%s\n' '#!/bin/sh' 'case $* in disable*) sleep 5 ;; esac' 'exec /usr/bin/systemctl "$@"' \
        >/usr/local/sbin/systemctl
      chmod +x /usr/local/sbin/systemctl
      """;

  @Test
  @Fault(
      in = Area.CONNECTION,
      when = "The rollback timer fires after the new connection, before the bridge is kept",
      then = "The run fails and says that the bridge was rolled back; the next run sets it up")
  @Fault(
      in = Area.CONNECTION,
      when = "The rollback has begun, but not ended, when the bridge is kept",
      then = "The run fails and says that the bridge was rolled back; the next run sets it up")
  @Fault(
      in = Area.CONNECTION,
      when = "The rollback timer fires when the bridge is kept already",
      then = "The bridge stays; the run succeeds")
  void timerFiresWhileTheBridgeIsKept(@In(State.PREPARED) SandboxLab lab) throws IOException {
    lab.asRoot(RM.formatted("fire; " + ENDED));
    isRolledBack(lab);

    lab.asRoot(SLOW + RM.formatted("fire; while [ -e " + MARKS + "/armed ]; do sleep 0.1; done"));
    isRolledBack(lab);

    lab.asRoot(RM.formatted("/usr/bin/rm \"$@\"; fire; " + ENDED + "; exit"));
    lab.must("run", "prepare", "--yes");
    lab.asRoot(
        "test -e " + BRIDGE + "; rm /usr/local/bin/rm; ! grep changed /etc/systemd/network/*");
    lab.changesNothing("prepare");
    assertThat(lab.look()).isEqualTo(State.PREPARED.kept().look());
  }

  private static void isRolledBack(SandboxLab lab) throws IOException {
    lab.mustFailIn(
        "bridge",
        "prepare",
        "Check that the bridge is set up",
        "Bridge os-ctlplane is not set up: its rollback timer removed it");
    SandboxLab.eventually("gone", () -> lab.asRoot("test -e " + BRIDGE + " || echo gone"));
    lab.asRoot("/usr/bin/rm -f /usr/local/bin/rm /usr/local/sbin/systemctl");
    lab.must("run", "prepare", "--tags", "bridge", "--yes");
    lab.asRoot("test -e " + BRIDGE);
  }
}
