package dev.gradus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rows for people, as aligned text or as Markdown.
final class Table {
  static final List<String> HEAD =
      List.of(
          "name",
          "threads",
          "Gradus µs",
          "LibTorch µs",
          "ratio",
          "goal",
          "",
          "of limit",
          "speedup",
          "GC",
          "B/run");

  private Table() {}

  /// What a row says, in the order of the head.
  static List<String> cells(Row row) {
    String goal = row.required().text(row);
    return List.of(
        row.line().name(),
        Integer.toString(row.threads()),
        micros(row.gradusMicros()),
        micros(row.peerMicros()),
        factor(row.ratio()),
        goal,
        goal.isEmpty() ? "" : row.met() ? "met" : "short",
        percent(row.shareOfLimit()),
        factor(row.speedup()),
        percent(row.gcShare()),
        row.bytes() == null ? "" : String.format(Locale.ROOT, "%.0f", row.bytes()));
  }

  /// The head, a line below it, and the rows, in columns.
  static String text(List<Row> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(HEAD);
    rows.forEach(row -> all.add(cells(row)));
    int[] widths = new int[HEAD.size()];
    for (List<String> cells : all) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], cells.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> cells : all) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        line.append(pad(cells.get(c), widths[c], isText(c))).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  static String markdownHead() {
    List<String> rule = new ArrayList<>();
    for (int c = 0; c < HEAD.size(); c++) {
      rule.add(isText(c) ? "---" : "---:");
    }
    return markdown(HEAD) + "\n" + markdown(rule);
  }

  static String markdown(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static boolean isText(int column) {
    return column == 0 || column == 5 || column == 6;
  }

  private static String pad(String cell, int width, boolean left) {
    String blank = " ".repeat(width - cell.length());
    return left ? cell + blank : blank + cell;
  }

  /// Three digits, or all before the point.
  static String micros(@Nullable Double value) {
    if (value == null) {
      return "";
    }
    int digits = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String factor(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(@Nullable Double share) {
    return share == null
        ? ""
        : String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }
}
