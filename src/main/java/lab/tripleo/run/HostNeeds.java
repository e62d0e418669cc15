package lab.tripleo.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.execution.KeyLogin;
import lab.tripleo.execution.SshdPolicy;
import lab.tripleo.model.Platform;
import lab.tripleo.run.Preflight.Problem;
import lab.tripleo.workspace.SshConfig;
import lab.tripleo.workspace.Workspace;

/** What the hypervisor must offer before Ansible can work there: a willing sshd, and Python. */
public final class HostNeeds {
  /** The name of the problem that Python is missing: Ansible cannot look at the host. */
  public static final String PYTHON = "python";

  private static final String SSHD = "sshd";
  private static final String ROOT = "root";
  private static final String STACK = "stack";
  private static final String MISSING =
      "Ansible needs Python on the hypervisor, but %s is missing there";

  private final LabSession session;
  private final KeyLogin login;

  public HostNeeds(LabSession session) throws UserError {
    this.session = session;
    this.login = new KeyLogin(session.folder());
  }

  /**
   * Of sshd.
   *
   * @param stackToo whether the lab logs in as stack as well as root
   */
  SshdPolicy.Needs ofSshd(boolean stackToo) throws IOException, UserError {
    Workspace workspace = session.workspace();
    Map<String, String> keyTypes = new HashMap<>();
    keyTypes.put(ROOT, workspace.key(Workspace.ROOT_AT_HYPERVISOR).type());
    if (stackToo) {
      keyTypes.put(STACK, workspace.key(Workspace.STACK_AT_HYPERVISOR).type());
    }
    return new SshdPolicy.Needs(keyTypes, tripleoAddress());
  }

  /** Absent while the platform is unknown. */
  Optional<String> tripleoAddress() throws UserError {
    return session
        .labUnlessPlatformUnknown()
        .map(it -> it.virtualMachineControlPlane().tripleoAddress().toString());
  }

  /** Throws if the interpreter that Ansible will use is missing. */
  void requirePython(Platform platform) throws IOException, UserError, InterruptedException {
    if (!hasPython(platform)) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          MISSING.formatted(platform.python()),
          "install it there:  " + installPython(platform));
    }
  }

  private boolean hasPython(Platform platform) throws IOException, UserError, InterruptedException {
    return !login.lacks(
        session.workspace().sshConfigFile(), SshConfig.HYPERVISOR_ROOT, platform.python());
  }

  private static String installPython(Platform platform) {
    String program = platform.python().replaceFirst(".*/", "");
    return switch (platform.packageManager()) {
      case APT -> "apt-get install -y " + program;
      case DNF -> "dnf install -y " + program;
      case YUM -> "yum install -y python"; // the package of Python 2.7
    };
  }

  /**
   * All that it lacks, for a lab that logs in as root and stack; empty if it lacks nothing.
   *
   * @param sshd what sshd allows
   * @param platform absent while it is unknown
   */
  public List<Problem> lacking(SshdPolicy sshd, Optional<Platform> platform)
      throws IOException, UserError, InterruptedException {
    List<Problem> problems = new ArrayList<>();
    sshd.problems(ofSshd(true)).forEach(it -> problems.add(new Problem(SSHD, it + ".")));
    if (platform.isPresent() && !hasPython(platform.get())) {
      problems.add(
          new Problem(
              PYTHON,
              MISSING.formatted(platform.get().python())
                  + ". Install it there: "
                  + installPython(platform.get())));
    }
    return problems;
  }
}
