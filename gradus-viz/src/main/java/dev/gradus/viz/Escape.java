package dev.gradus.viz;

/// Texts of strangers in files of ours: the name of a function may be anything.
final class Escape {
  private static final char UNKNOWN = '\uFFFD';

  private Escape() {}

  /// A text between tags or in an attribute, in XML and in HTML.
  static String xml(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n' -> out.append("&#10;");
        default -> out.appendCodePoint(visible(c));
      }
    }
    return out.toString();
  }

  /// A quoted string of Graphviz.
  static String dot(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        // Graphviz reads entities in labels.
        case '&' -> out.append("&amp;");
        default -> out.appendCodePoint(visible(c));
      }
    }
    return out.append('"').toString();
  }

  /// A string of JSON that may stand in a page: no tag can begin in it.
  static String json(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", c));
        default -> out.appendCodePoint(visible(c));
      }
    }
    return out.append('"').toString();
  }

  /// The character, or a mark in place of one that XML forbids or that reorders the text around it.
  private static int visible(int c) {
    boolean allowed = c == '\t' || c >= 0x20 && c < 0x7F || c >= 0xA0 && c < 0xD800 || c >= 0xE000;
    boolean reorders = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return allowed && !reorders && c != 0xFFFE && c != 0xFFFF ? c : UNKNOWN;
  }
}
