package dev.gradus.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run as JSON, for programs that compare runs.
final class JsonText {
  private JsonText() {}

  static String of(String machine, List<Row> rows) {
    String lines = rows.stream().map(JsonText::row).collect(Collectors.joining(",\n    "));
    return "{\n  \"machine\": %s,\n  \"rows\": [\n    %s\n  ]\n}\n".formatted(text(machine), lines);
  }

  private static String row(Row row) {
    return "{\"name\": %s, \"threads\": %d, \"gradusMicros\": %s, \"peerMicros\": %s, \"ratio\": %s, \"goal\": %s, \"shareOfLimit\": %s}"
        .formatted(
            text(row.line().name()),
            row.threads(),
            number(row.gradusMicros()),
            number(row.peerMicros()),
            number(row.ratio()),
            number(row.goal()),
            number(row.shareOfLimit()));
  }

  private static String number(@Nullable Double value) {
    return value == null || !Double.isFinite(value)
        ? "null"
        : String.format(Locale.ROOT, "%.6g", value);
  }

  private static String text(String value) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        default -> {
          if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
