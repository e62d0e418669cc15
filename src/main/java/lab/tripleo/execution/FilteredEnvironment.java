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

  /** The variables that are passed on, with a character set that Ansible accepts. */
  public static Map<String, String> of(Map<String, String> whole) {
    Map<String, String> clean = new HashMap<>();
    PASSED.forEach(name -> pass(whole, name, clean));
    for (String proxy : PROXIES) {
      pass(whole, proxy, clean);
      pass(whole, proxy.toUpperCase(Locale.ROOT), clean);
    }
    clean.putIfAbsent("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    if (!isUtf8(clean)) {
      clean.put("LC_ALL", "C.UTF-8");
    }
    return clean;
  }

  private static void pass(Map<String, String> from, String name, Map<String, String> to) {
    String value = from.get(name);
    if (value != null) {
      to.put(name, value);
    }
  }

  /** The first of the three that is set decides. */
  private static boolean isUtf8(Map<String, String> environment) {
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String value = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
      if (!value.isEmpty()) {
        return value.contains("utf-8") || value.contains("utf8");
      }
    }
    return false;
  }
}
