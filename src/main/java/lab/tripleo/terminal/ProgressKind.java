package lab.tripleo.terminal;

/** How a run shows its progress. */
public enum ProgressKind {
  /** {@link #live} on a terminal, else {@link #plain}. */
  auto,
  live,
  plain,
  /** One JSON object a line on standard output, for other programs. */
  json,
  none
}
