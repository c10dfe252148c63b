package dev.gradus.cli.lesson;

/// The words of a Markdown paragraph, one after another, with their styles.
///
/// Backticks enclose code, `**` encloses bold text; a link shows its text and, in parentheses, its
/// address.
final class Words {
  private final String text;
  private final Style base;
  private int at;
  private boolean bold;
  private boolean code;
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder styled = new StringBuilder();

  Words(String markdown, Style base) {
    text = links(markdown);
    this.base = base;
  }

  private static String links(String markdown) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (int middle = markdown.indexOf("]("); middle >= 0; middle = markdown.indexOf("](", from)) {
      int open = markdown.lastIndexOf('[', middle);
      int close = markdown.indexOf(')', middle);
      shown.append(markdown, from, open).append(markdown, open + 1, middle).append(" (");
      shown.append(markdown, middle + 2, close).append(')');
      from = close + 1;
    }
    return shown.append(markdown, from, markdown.length()).toString();
  }

  /// Goes to the next word; false at the end.
  boolean next() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    plain.setLength(0);
    styled.setLength(0);
    while (at < text.length() && text.charAt(at) != ' ') {
      piece();
    }
    return !plain.isEmpty();
  }

  private void piece() {
    if (!code && text.startsWith("**", at)) {
      bold = !bold;
      at += 2;
    } else if (text.charAt(at) == '`') {
      code = !code;
      at++;
    } else {
      int end = at + 1;
      while (end < text.length() && !isMark(end)) {
        end++;
      }
      add(text.substring(at, end), code ? Style.CODE : bold ? Style.BOLD : base);
      at = end;
    }
  }

  private boolean isMark(int i) {
    return text.charAt(i) == ' ' || text.charAt(i) == '`' || !code && text.startsWith("**", i);
  }

  private void add(String piece, Style style) {
    plain.append(piece);
    styled.append(style.of(piece));
  }

  int width() {
    return plain.codePointCount(0, plain.length());
  }

  void appendTo(StringBuilder line, boolean withStyle) {
    line.append(withStyle ? styled : plain);
  }
}
