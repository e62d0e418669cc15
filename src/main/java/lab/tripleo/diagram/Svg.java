package lab.tripleo.diagram;

import java.util.stream.Collectors;

/**
 * Writes a picture in SVG. It needs no script, no font and no external resource, and has colours
 * for light and dark screens.
 */
final class Svg {
  private static final int LINE_HEIGHT = 18;

  /** The width of a letter in parts of the font's size: no less than that of common fonts. */
  private static final double LETTER = 0.55;

  private static final String STYLE =
      """
      <style>
        text { font-family: system-ui, "DejaVu Sans", sans-serif; font-size: 13px; fill: #1f2937; }
        .strong { font-weight: 600; font-size: 15px; }
        .heading { font-weight: 600; font-size: 22px; }
        .faint { fill: #5b6472; }
        .page { fill: #ffffff; stroke: none; }
        .host { fill: #f4f6f9; stroke: #8a94a3; }
        .part { fill: #ffffff; stroke: #8a94a3; }
        .absent { fill: none; stroke: #8a94a3; stroke-dasharray: 5 5; }
        .machines { fill: #dbeafe; stroke: #2563eb; }
        .openstack { fill: #dcfce7; stroke: #15803d; }
        line, polyline { fill: none; stroke: #5b6472; stroke-width: 2; }
        .to-machines { stroke: #2563eb; }
        .to-openstack { stroke: #15803d; }
        .power { stroke: #b45309; stroke-dasharray: 6 4; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .faint { fill: #a3adba; }
          .page { fill: #0d1117; }
          .host { fill: #161b22; stroke: #6e7887; }
          .part { fill: #21262d; stroke: #6e7887; }
          .absent { stroke: #6e7887; }
          .machines { fill: #10284f; stroke: #60a5fa; }
          .openstack { fill: #0f3320; stroke: #4ade80; }
          line, polyline { stroke: #a3adba; }
          .to-machines { stroke: #60a5fa; }
          .to-openstack { stroke: #4ade80; }
          .power { stroke: #f59e0b; }
        }
      </style>
      """;

  private final StringBuilder out = new StringBuilder();

  /**
   * @param title in a few words
   * @param description the contents, for screen readers
   */
  Svg(int width, int height, String title, String description) {
    out.append(
        String.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\""
                + " height=\"%2$d\" role=\"img\" aria-labelledby=\"title desc\">\n",
            width, height));
    out.append("<title id=\"title\">").append(escaped(title)).append("</title>\n");
    out.append("<desc id=\"desc\">").append(escaped(description)).append("</desc>\n");
    out.append(STYLE);
    out.append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
  }

  /** A box with rounded corners. */
  Svg box(String style, int x, int y, int width, int height) {
    out.append(
        String.format(
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
            style, x, y, width, height));
    return this;
  }

  /** Where a link leaves a box: a small square around a point. */
  Svg port(String style, int x, int y) {
    return box(style, x - 8, y - 8, 16, 16);
  }

  /** A link. */
  Svg line(String style, int x1, int y1, int x2, int y2) {
    out.append(
        String.format(
            "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
            style, x1, y1, x2, y2));
    return this;
  }

  /** A link with a bend: to the side first, then down. */
  Svg bend(String style, int x1, int y1, int x2, int y2) {
    out.append(
        String.format(
            "<polyline class=\"%s\" points=\"%d,%d %d,%d %d,%d\"/>\n",
            style, x1, y1, x2, y1, x2, y2));
    return this;
  }

  /** A text that starts at a point. */
  Svg text(String style, int x, int y, int room, String text) {
    return text(style, "start", x, y, room, text);
  }

  /**
   * A text on one line.
   *
   * @param anchor what of it is at the point: {@code start}, {@code middle} or {@code end}
   * @param y of the line on which the letters stand
   * @param room the available width; a longer text is cut, and its tooltip has all of it
   */
  Svg text(String style, String anchor, int x, int y, int room, String text) {
    String shown = fit(text, room, size(style));
    out.append(
        String.format(
            "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">", style, anchor, x, y));
    out.append(escaped(shown));
    if (!shown.equals(text)) {
      out.append("<title>").append(escaped(text)).append("</title>");
    }
    out.append("</text>\n");
    return this;
  }

  /** Lines of text below one another. */
  Svg lines(String style, int x, int y, int room, String... lines) {
    for (int i = 0; i < lines.length; i++) {
      text(style, x, y + i * LINE_HEIGHT, room, lines[i]);
    }
    return this;
  }

  /** The picture. */
  String text() {
    return out + "</svg>\n";
  }

  private static int size(String style) {
    return switch (style) {
      case "heading" -> 22;
      case "strong" -> 15;
      default -> 13;
    };
  }

  private static String fit(String text, int room, int size) {
    int most = (int) (room / (size * LETTER));
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
  }

  private static String escaped(String text) {
    return text.codePoints().mapToObj(Svg::escaped).collect(Collectors.joining());
  }

  private static String escaped(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      default -> isXml(c) ? Character.toString(c) : "?";
    };
  }

  /** Whether XML 1.0 can hold it on one line. */
  private static boolean isXml(int c) {
    return (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
  }
}
