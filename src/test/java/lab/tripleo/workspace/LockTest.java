package lab.tripleo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import lab.tripleo.faults.Area;
import lab.tripleo.faults.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T19:01:02.5Z"), ZoneOffset.UTC);

  @TempDir Path lab;

  @Test
  @Fault(
      in = Area.TIME,
      when = "The run lock is held by a running process",
      then = "The second run fails; the message names the holder")
  void secondIsToldWhoHoldsIt() throws IOException {
    Workspace workspace = new Workspace(lab);
    try (RunLock first = RunLock.take(workspace, "run prepare", CLOCK)) {
      assertThat(first.isHeld()).isTrue();
      assertThatThrownBy(() -> RunLock.take(workspace, "run clean", CLOCK))
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("'run prepare' (process " + ProcessHandle.current().pid() + " on ")
          .hasMessageContaining("since 2026-11-22T19:01:02Z)");
    }
    RunLock.take(workspace, "run clean", CLOCK).close();
  }

  @Test
  @Fault(in = Area.TIME, when = "A dead run has left its lock file", then = "The next run starts")
  void deadHoldersTextDoesNotMatter() throws IOException {
    Workspace workspace = new Workspace(lab);
    Files.createDirectory(workspace.folder());
    Files.writeString(workspace.folder().resolve("lock"), "'run prepare' (process 1 on there)\n");
    try (RunLock taken = RunLock.take(workspace, "run clean", CLOCK)) {
      assertThat(workspace.folder().resolve("lock")).content().startsWith("'run clean'");
      assertThat(taken.isHeld()).isTrue();
    }
  }

  @Test
  void twoLabsHaveSeparateLocks(@TempDir Path other) throws IOException {
    try (RunLock one = RunLock.take(new Workspace(lab), "one", CLOCK);
        RunLock two = RunLock.take(new Workspace(other), "two", CLOCK)) {
      assertThat(one.isHeld() && two.isHeld()).isTrue();
    }
  }

  @Test
  @Fault(
      in = Area.WORKSPACE,
      when = "`workspace/lock` is a symbolic link or a folder",
      then = "Refused; the target of the link stays unchanged")
  void refusesAnythingButAFile() throws IOException {
    Workspace workspace = new Workspace(lab);
    Path target = Files.writeString(lab.resolve("target"), "precious");
    Path file = Files.createDirectory(workspace.folder()).resolve("lock");
    Files.createSymbolicLink(file, target);
    assertThatThrownBy(() -> RunLock.take(workspace, "run clean", CLOCK))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(file + " is not a regular file");
    assertThat(target).hasContent("precious");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> RunLock.take(workspace, "run clean", CLOCK))
        .isInstanceOf(WorkspaceException.class);
  }
}
