package dev.gradus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rows of a profile as text, laid out as PyTorch does.
final class ProfileTable {
  private static final String[] HEADS = {
    "Name",
    "Self CPU %",
    "Self CPU",
    "CPU total %",
    "CPU total",
    "CPU time avg",
    "CPU Mem",
    "Self CPU Mem",
    "# of Calls"
  };
  private static final int COLUMN = 12;
  private static final int LONGEST_NAME = 55;

  private ProfileTable() {}

  static String of(List<ProfileRow> rows, long wholeNanos, int limit) {
    int width = HEADS[0].length();
    for (ProfileRow row : rows) {
      width = Math.max(width, Math.min(LONGEST_NAME, row.name().length()));
    }
    String rule = "-".repeat(width) + ("  " + "-".repeat(COLUMN)).repeat(HEADS.length - 1);
    List<String> lines = new ArrayList<>(List.of(rule, line(width, HEADS), rule));
    for (ProfileRow row : rows.subList(0, Math.min(limit, rows.size()))) {
      lines.add(line(width, cells(row, wholeNanos)));
    }
    lines.add(rule);
    lines.add("Self CPU time total: " + time(wholeNanos));
    return String.join("\n", lines) + "\n";
  }

  private static String[] cells(ProfileRow row, long wholeNanos) {
    String name = row.name();
    return new String[] {
      name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 3) + "..." : name,
      share(row.selfNanos(), wholeNanos),
      time(row.selfNanos()),
      share(row.totalNanos(), wholeNanos),
      time(row.totalNanos()),
      time(row.totalNanos() / row.calls()),
      memory(row.bytes()),
      memory(row.selfBytes()),
      String.valueOf(row.calls())
    };
  }

  private static String line(int width, String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      int column = i == 0 ? width : COLUMN;
      line.append(i == 0 ? "" : "  ")
          .repeat(' ', Math.max(0, column - cells[i].length()))
          .append(cells[i]);
    }
    return line.toString();
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "NaN" : fixed(2, 100.0 * part / whole) + "%";
  }

  static String time(long nanos) {
    double micros = nanos / 1e3;
    return micros >= 1e6
        ? fixed(3, micros / 1e6) + "s"
        : micros >= 1e3 ? fixed(3, micros / 1e3) + "ms" : fixed(3, micros) + "us";
  }

  static String memory(long bytes) {
    return bytes >= 1L << 30
        ? fixed(2, bytes / 0x1p30) + " Gb"
        : bytes >= 1 << 20
            ? fixed(2, bytes / 0x1p20) + " Mb"
            : bytes >= 1 << 10 ? fixed(2, bytes / 0x1p10) + " Kb" : bytes + " b";
  }

  private static String fixed(int digits, double x) {
    return String.format(Locale.ROOT, "%." + digits + "f", x);
  }
}
