package lab.tripleo.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The environment of child processes: variables that locate programs, keys, proxies and
 * certificates. Never ANSIBLE_*, which would change the result of a playbook, and never a secret.
 */
public final class FilteredEnvironment {
  private static final List<String> PASSED =
      List.of(
          """
          PATH HOME USER LOGNAME SHELL TZ TERM LANG LC_ALL LC_CTYPE SSH_AUTH_SOCK
          SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE PIP_CERT PIP_INDEX_URL
          """
              .strip()
              .split("\\s+", -1));
  private static final List<String> PROXIES =
      List.of("http_proxy", "https_proxy", "no_proxy", "all_proxy");

  private FilteredEnvironment() {}

  /** The first use starts the program {@code locale}, which is slow beside a short command. */
  private static final class ThisProgram {
    private static final Map<String, String> VARIABLES = Map.copyOf(of(System.getenv()));
  }

  /** Selected from this program's own variables; the same each time. */
  public static Map<String, String> ofThisProgram() {
    return ThisProgram.VARIABLES;
  }

  /**
   * The variables that are passed on. The locale stays, unless Ansible would refuse it: it needs an
   * installed one with UTF-8.
   */
  static Map<String, String> of(Map<String, String> whole) {
    return of(whole, new Locales());
  }

  static Map<String, String> of(Map<String, String> whole, Locales locales) {
    Map<String, String> clean = new HashMap<>();
    PASSED.forEach(name -> pass(whole, name, clean));
    for (String proxy : PROXIES) {
      pass(whole, proxy, clean);
      pass(whole, proxy.toUpperCase(Locale.ROOT), clean);
    }
    clean.putIfAbsent("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    if (!locales.selectsUtf8(clean)) {
      clean.put("LC_ALL", locales.utf8());
    }
    return clean;
  }

  private static void pass(Map<String, String> from, String name, Map<String, String> to) {
    String value = from.get(name);
    if (value != null) {
      to.put(name, value);
    }
  }
}
