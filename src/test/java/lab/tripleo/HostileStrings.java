package lab.tripleo;

import java.util.List;
import java.util.stream.Stream;

/** Texts that break missing quoting, for each format that contains a user's value. */
public final class HostileStrings {
  private static final List<String> ALL =
      Stream.of(oneLiners(), lines(), controls(), longOnes()).flatMap(List::stream).toList();

  private HostileStrings() {}

  /** Each is a short text on one line, without control characters. */
  public static List<String> oneLiners() {
    return Stream.of(yaml(), jinja(), shell(), xml(), ini(), unicode())
        .flatMap(List::stream)
        .toList();
  }

  /** All texts, including line ends, control characters and very long texts. */
  public static List<String> all() {
    return ALL;
  }

  public static List<String> yaml() {
    return List.of(
        "yes",
        "no",
        "on",
        "null",
        "~",
        "1e3",
        "0x1F",
        "0o17",
        "1_000",
        "12:30:45",
        "2026-01-01",
        ".inf",
        "=",
        "<<",
        "- a",
        "? a",
        "a: b # c",
        "# no comment",
        "a #b",
        "&anchor",
        "*alias",
        "!!python/object/apply:os.system",
        "!unsafe x",
        "[a, b",
        "{a: b",
        "}",
        "]",
        "|",
        ">",
        "%",
        "@a",
        "`a`",
        "'",
        "\"",
        "''",
        "\"\"",
        "it's",
        "\\",
        "\\n",
        "\\x41",
        "---",
        "...",
        ": ",
        "a:",
        " leading",
        "trailing ",
        "  ",
        "");
  }

  public static List<String> jinja() {
    return List.of(
        "{{ 7 * 7 }}",
        "{{",
        "}}",
        "{% raw %}",
        "{% endraw %}",
        "{%",
        "{# comment #}",
        "{#",
        "{{ lookup('pipe', 'id') }}",
        "a{{b}}c",
        "{ {",
        "{{'{{'}}",
        "{{ hostvars }}",
        "${HOME}",
        "$${",
        "${",
        "<#if x>",
        "${.data_model}",
        "<@macro/>",
        "</#list>",
        "[=x]");
  }

  public static List<String> shell() {
    return List.of(
        "; id",
        "&& id",
        "| id",
        "$(id)",
        "`id`",
        "> /tmp/x",
        "< /dev/null",
        "a b",
        "*",
        "?",
        "~root",
        "-rf",
        "--help",
        "a'b",
        "a\"b",
        "a\\",
        "$HOME",
        "!!",
        "(a)",
        "a&",
        "#a",
        "$'\\n'",
        "%s%n",
        "..",
        "../../etc/passwd",
        "/",
        "//",
        "-oProxyCommand=id",
        "a=b");
  }

  public static List<String> xml() {
    return List.of(
        "<",
        ">",
        "&",
        "&amp;",
        "&lt;",
        "&#65;",
        "&#0;",
        "&bogus;",
        "<a/>",
        "</network>",
        "'/><x y='",
        "\"/><x y=\"",
        "<!--",
        "-->",
        "--",
        "<![CDATA[",
        "]]>",
        "<?xml?>",
        "<!DOCTYPE a>");
  }

  public static List<String> ini() {
    return List.of("[section]", "a=b", "a = b", "; comment", "%(a)s", "%%", "$a", ":", "=", "a=");
  }

  public static List<String> unicode() {
    return List.of(
        "ä",
        "a\u0308",
        "日本語",
        "😀",
        "👩‍👩‍👧",
        "עברית",
        "مرحبا",
        "\u00a0",
        "\u200b",
        "\u00ad",
        "ſ",
        "İ",
        "ﬁ",
        "Ⅷ",
        "٣",
        "１",
        "﹣",
        "–",
        "“",
        "\ud83d\ude00".repeat(3),
        "\u0301");
  }

  /** Several lines, including line ends that only some parsers know. */
  public static List<String> lines() {
    return List.of(
        "\n",
        "a\nb",
        "a\r\nb",
        "a\rb",
        "a\n",
        "\na",
        "a\n- b",
        "a\nb: c",
        "a\n\n\nb",
        "\u0085",
        "a\u0085b",
        "\u2028",
        "a\u2029b",
        "a\n}}{{b",
        "a\n[section]",
        "a\n#!/bin/sh");
  }

  /** Invisible characters, and characters that change how others are shown. */
  public static List<String> controls() {
    return List.of(
        "\0",
        "a\0b",
        "\u0001",
        "\u0007",
        "\b",
        "\t",
        "\u000b",
        "\f",
        "\u001b[31mred",
        "\u001b]0;t\u0007",
        "\u007f",
        "\u0080",
        "\u009b31m",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\u202eabc",
        "\u2066a\u2069",
        "a\u200fb",
        "\ud800",
        "\udc00");
  }

  /** Longer than any likely buffer or limit. */
  public static List<String> longOnes() {
    return List.of(
        "a".repeat(16),
        "a".repeat(256),
        "a".repeat(70_000),
        "{{".repeat(5_000),
        "a,".repeat(50_000),
        "/a".repeat(50_000),
        "a.".repeat(50_000),
        "1".repeat(50_000),
        "[".repeat(20_000),
        "<a>".repeat(20_000),
        " ".repeat(50_000),
        "😀".repeat(10_000),
        "'".repeat(9_999),
        "&lt;".repeat(20_000),
        "${LAB_NAME}".repeat(3_000),
        "- ".repeat(10_000),
        ":".repeat(50_000));
  }
}
