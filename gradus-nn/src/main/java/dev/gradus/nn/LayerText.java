package dev.gradus.nn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A tree of layers, and the values in it, as PyTorch prints them.
final class LayerText {
  private LayerText() {}

  static String of(String name, String extra, Map<String, Layer> layers) {
    List<String> inner = new ArrayList<>();
    layers.forEach((key, layer) -> inner.add("(" + key + "): " + indented(layer.toString())));
    return of(name, extra, inner);
  }

  static String of(String name, String extra, List<String> inner) {
    List<String> lines = new ArrayList<>();
    if (!extra.isEmpty()) {
      lines.addAll(List.of(extra.split("\n")));
    }
    if (lines.size() == 1 && inner.isEmpty()) {
      return name + "(" + lines.get(0) + ")";
    }
    lines.addAll(inner);
    return lines.isEmpty() ? name + "()" : name + "(\n  " + String.join("\n  ", lines) + "\n)";
  }

  static String indented(String text) {
    return text.replace("\n", "\n  ");
  }

  /// Python's text of a truth value.
  static String of(boolean value) {
    return value ? "True" : "False";
  }

  /// Python's text of a number: `1e-05`, `0.1`, `1.0`.
  static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e16)) {
      return scientific(Double.toString(value));
    }
    String plain = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  // Java writes 1.0E-5 where Python writes 1e-05.
  private static String scientific(String java) {
    String lower = java.toLowerCase(Locale.ROOT);
    int e = lower.indexOf('e');
    String digits = lower.substring(0, e);
    int power = Integer.parseInt(lower.substring(e + 1));
    String mantissa = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    return "%se%s%02d".formatted(mantissa, power < 0 ? "-" : "+", Math.abs(power));
  }

  /// Python's text of a number that was given as a whole one: `1`, `0.5`.
  static String whole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : of(value);
  }

  /// Python's text of a tuple: `(2, 3)`, `(2,)`.
  static String tuple(long... values) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(values[i]);
    }
    return text.append(values.length == 1 ? ",)" : ")").toString();
  }

  /// A size that was given as one number, or as a tuple.
  static String sizes(long... values) {
    return values.length == 1 ? Long.toString(values[0]) : tuple(values);
  }
}
