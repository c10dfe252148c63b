package dev.gradus.optim;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as Python prints them, for texts that are the same as PyTorch's.
final class PythonText {
  private PythonText() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean b -> b ? "True" : "False";
      case Double d -> ofDouble(d);
      case List<?> list ->
          list.stream().map(PythonText::of).collect(Collectors.joining(", ", "(", ")"));
      default -> value.toString();
    };
  }

  private static String ofDouble(double d) {
    if (Double.isNaN(d)) {
      return "nan";
    }
    if (Double.isInfinite(d)) {
      return d > 0 ? "inf" : "-inf";
    }
    double magnitude = Math.abs(d);
    if (d == 0 || magnitude >= 1e-4 && magnitude < 1e16) {
      String plain = new BigDecimal(Double.toString(d)).toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    // Java writes 1.0E-8, Python 1e-08.
    String[] parts = Double.toString(d).toLowerCase(Locale.ROOT).split("e");
    String digits =
        parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
    int exponent = Integer.parseInt(parts[1]);
    return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
