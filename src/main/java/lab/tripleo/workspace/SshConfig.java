package lab.tripleo.workspace;

import java.nio.file.Path;
import java.util.Optional;
import lab.tripleo.process.ShellWords;

/**
 * The text of ssh.config: the lab's hosts by name, for ssh, rsync and Ansible.
 *
 * @param host the hypervisor's name or address, without brackets
 * @param tripleo the address of the virtual machine tripleo, once it is known
 */
public record SshConfig(Path workspace, String host, int port, Optional<String> tripleo) {
  public static final String HYPERVISOR_ROOT = "hypervisor-root";
  public static final String HYPERVISOR_STACK = "hypervisor-stack";
  public static final String TRIPLEO_STACK = "tripleo-stack";

  /** The name under which the hypervisor's key is pinned, whatever its address. */
  public static final String HYPERVISOR_ALIAS = "hypervisor";

  /** The name under which the virtual machine's key is pinned. */
  public static final String TRIPLEO_ALIAS = "tripleo";

  public String text() {
    StringBuilder text = new StringBuilder("# Written by tripleo-lab: changes are lost.\n");
    text.append(hypervisor(HYPERVISOR_ROOT, "root", Workspace.ROOT_AT_HYPERVISOR));
    text.append(hypervisor(HYPERVISOR_STACK, "stack", Workspace.STACK_AT_HYPERVISOR));
    tripleo.ifPresent(
        address ->
            text.append(
                    host(
                        TRIPLEO_STACK,
                        address,
                        22,
                        "stack",
                        Workspace.STACK_AT_TRIPLEO,
                        TRIPLEO_ALIAS))
                .append(jump()));
    return text.append(common()).toString();
  }

  private String hypervisor(String name, String user, String key) {
    return host(name, host, port, user, key, HYPERVISOR_ALIAS);
  }

  private String host(
      String name, String address, int port, String user, String key, String alias) {
    return """

        Host %s
          HostName %s
          Port %d
          User %s
          IdentityFile %s
          HostKeyAlias %s
        """
        .formatted(name, address.replace("%", "%%"), port, user, path("keys/" + key), alias);
  }

  /**
   * ProxyJump would start ssh without this file, and with the user's configuration. The user's own
   * shell reads the line: in some of them, brackets without quotes are a pattern.
   */
  private String jump() {
    return "  ProxyCommand ssh -F "
        + percent(ShellWords.quote(workspace.resolve("ssh.config").toString()))
        + " -W '[%h]:%p' "
        + HYPERVISOR_STACK
        + "\n";
  }

  private String common() {
    return """

        Host *
          IdentitiesOnly yes
          IdentityAgent none
          PreferredAuthentications publickey
          UserKnownHostsFile %s
          GlobalKnownHostsFile none
          StrictHostKeyChecking yes
          UpdateHostKeys no
          CheckHostIP no
          GSSAPIAuthentication no
          ForwardAgent no
          ForwardX11 no
          ConnectTimeout 20
          ServerAliveInterval 15
          ServerAliveCountMax 4
        """
        .formatted(path("known_hosts"));
  }

  /** Escapes quotes, backslashes and % for ssh's parser. */
  private String path(String relative) {
    String text = workspace.resolve(relative).toString();
    return '"' + percent(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  private static String percent(String text) {
    return text.replace("%", "%%");
  }
}
