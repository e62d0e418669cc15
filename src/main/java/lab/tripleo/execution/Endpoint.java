package lab.tripleo.execution;

/**
 * The address of an ssh server.
 *
 * @param host a name or an address without brackets
 */
public record Endpoint(String host, int port) {
  @Override
  public String toString() {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return port == 22 ? bracketed : bracketed + ":" + port;
  }
}
