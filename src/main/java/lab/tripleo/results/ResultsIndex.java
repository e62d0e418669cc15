package lab.tripleo.results;

import java.util.List;
import lab.tripleo.secrets.Redaction;

/** The page that lists the fetched files. */
final class ResultsIndex {
  private ResultsIndex() {}

  static String text(String run, List<HostResults> hosts) {
    StringBuilder text = new StringBuilder();
    text.append("# Logs and configuration after run ").append(run).append("\n\n");
    text.append("Files at the time of fetching, and the output of commands (`commands/`).\n");
    text.append(
        "`"
            + Redaction.MASK
            + "` replaces a secret. Private keys, password files, archives and databases were not fetched.\n");
    for (HostResults host : hosts) {
      text.append("\n## ").append(host.name()).append("\n\n");
      host.problem().ifPresent(it -> text.append("Nothing was fetched: ").append(it).append("\n"));
      if (!host.files().isEmpty()) {
        text.append("| file | bytes | |\n| --- | ---: | --- |\n");
        host.files().forEach(it -> text.append(line(host.name(), it)));
      }
      append(text, "size limit reached", host.notes().leftOut());
      append(text, "not a text", host.notes().unreadable());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String reason, List<String> files) {
    files.forEach(
        it -> text.append("\nNot fetched, ").append(reason).append(": ").append(it).append(".\n"));
  }

  private static String line(String host, HostResults.ResultFile file) {
    String cut = file.whole().map(it -> "the last of " + it + " bytes").orElse("");
    String masked = file.masked() == 0 ? "" : "secrets masked: " + file.masked();
    String note = cut + (cut.isEmpty() || masked.isEmpty() ? "" : "; ") + masked;
    return "| "
        + host
        + "/"
        + file.path().replace("|", "\\|")
        + " | "
        + file.bytes()
        + " | "
        + note
        + " |\n";
  }
}
