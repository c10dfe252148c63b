package dev.gradus.cli.lesson;

import java.io.PrintStream;
import java.util.List;

/// Writes text for a terminal: wrapped to its width, styled if it can show styles.
public final class Page {
  /// Longer lines are hard to read, however wide the terminal is.
  private static final int WIDEST = 92;

  private static final int NARROWEST = 40;

  private final PrintStream stream;
  private final StringBuilder out = new StringBuilder();
  private final int width;
  private final boolean styled;

  /// A page of so many columns.
  public Page(PrintStream out, int columns, boolean styled) {
    this.stream = out;
    this.width = Math.clamp(columns, NARROWEST, WIDEST);
    this.styled = styled;
  }

  /// Writes out what has been put on the page.
  public void flush() {
    stream.append(out).flush();
    out.setLength(0);
  }

  void blank() {
    out.append('\n');
  }

  void line(Style style, String text) {
    out.append(styled && !text.isEmpty() ? style.of(text) : text);
    out.append('\n');
  }

  /// A heading with a line below it.
  void rule(Style style, String text) {
    text(text, "", "", style);
    line(style, "─".repeat(Math.min(width, text.length())));
  }

  /// Lines with a label before the first and a bar before each.
  void gutter(String label, int labelWidth, Style labelStyle, List<String> lines, Style style) {
    String left = label + " ".repeat(labelWidth - label.length());
    for (String line : lines) {
      String text = left + (line.isEmpty() ? "│" : "│ ");
      out.append(styled ? labelStyle.of(text) : text);
      line(style, line);
      left = " ".repeat(labelWidth);
    }
  }

  /// Markdown text, wrapped, with a first and a following indent.
  void text(String markdown, String first, String rest) {
    text(markdown, first, rest, Style.PLAIN);
  }

  void text(String markdown, String first, String rest, Style style) {
    Words words = new Words(markdown, style);
    StringBuilder line = new StringBuilder(first);
    int column = first.length();
    boolean empty = true;
    while (words.next()) {
      if (!empty && column + 1 + words.width() > width) {
        print(line);
        line.append(rest);
        column = rest.length();
        empty = true;
      }
      if (!empty) {
        line.append(' ');
        column++;
      }
      words.appendTo(line, styled);
      column += words.width();
      empty = false;
    }
    print(line);
  }

  private void print(StringBuilder line) {
    out.append(line).append('\n');
    line.setLength(0);
  }
}
