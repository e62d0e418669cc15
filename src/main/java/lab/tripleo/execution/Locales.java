package lab.tripleo.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;

/** The locales of this machine, as its {@code locale} program reports them. */
final class Locales {
  /** Not on CentOS 7. */
  private static final String FIRST_CHOICE = "C.UTF-8";

  private static final Pattern UTF8 = Pattern.compile("(?i).*\\.utf-?8(@.*)?");

  private final String program;

  Locales() {
    this("locale");
  }

  /** For tests, with another program. */
  Locales(String program) {
    this.program = program;
  }

  /** Whether the environment selects UTF-8, and only locales that are installed. */
  boolean selectsUtf8(Map<String, String> environment) {
    // Locales that are not installed add complaints to the output.
    return output(environment, "charmap").equals("UTF-8\n");
  }

  /** An installed locale with UTF-8. */
  String utf8() {
    return output(Map.of(), "-a")
        .lines()
        .filter(it -> UTF8.matcher(it).matches())
        .map(it -> it.startsWith("C.") ? FIRST_CHOICE : it)
        .min(
            Comparator.comparing((String it) -> !it.equals(FIRST_CHOICE))
                .thenComparing(it -> !it.startsWith("en_")))
        .orElse(FIRST_CHOICE);
  }

  /** Standard output and error of the program; empty if it cannot be started. */
  private String output(Map<String, String> environment, String argument) {
    ProcessBuilder builder = new ProcessBuilder(program, argument).redirectErrorStream(true);
    builder.environment().keySet().removeIf(it -> it.startsWith("LC_") || it.equals("LANG"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException noProgram) {
      return "";
    }
  }
}
