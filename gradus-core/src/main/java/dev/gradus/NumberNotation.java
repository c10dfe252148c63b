package dev.gradus;

import org.jspecify.annotations.Nullable;

/// How the real numbers of one tensor are written: all whole, with decimals, or with exponents.
final class NumberNotation {
  private final boolean whole;
  private final boolean exponents;
  private final int precision;
  private final int width;

  private NumberNotation(boolean whole, boolean exponents, int precision, int width) {
    this.whole = whole;
    this.exponents = exponents;
    this.precision = precision;
    this.width = width;
  }

  /// The notation for these values. Zeros, nan and infinities have no say in it.
  static NumberNotation of(double[] values, PrintOptions options) {
    boolean any = false;
    boolean whole = true;
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    for (double v : values) {
      if (counts(v)) {
        double size = Math.abs(v);
        any = true;
        whole &= v == Math.rint(v);
        min = Math.min(min, size);
        max = Math.max(max, size);
      }
    }
    if (!any) {
      return new NumberNotation(true, false, options.precision(), 1);
    }
    @Nullable Boolean wanted = options.sciMode();
    boolean exponents = wanted == null ? max / min > 1000.0 || max > 1e8 || min < 1e-4 : wanted;
    return new NumberNotation(whole, exponents, options.precision(), 1).fitted(values);
  }

  private NumberNotation fitted(double[] values) {
    int widest = 1;
    for (double v : values) {
      if (counts(v)) {
        widest = Math.max(widest, text(v).length());
      }
    }
    return new NumberNotation(whole, exponents, precision, widest);
  }

  private static boolean counts(double v) {
    return Double.isFinite(v) && v != 0;
  }

  int width() {
    return width;
  }

  /// The values as text, padded on the left.
  String[] texts(double[] values) {
    String[] texts = new String[values.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = PrintedElements.padded(text(values[i]), width);
    }
    return texts;
  }

  private String text(double v) {
    if (Double.isNaN(v)) {
      return "nan";
    }
    if (Double.isInfinite(v)) {
      return v > 0 ? "inf" : "-inf";
    }
    if (exponents) {
      return DecimalText.scientific(v, precision);
    }
    return whole ? DecimalText.fixed(v, 0) + "." : DecimalText.fixed(v, precision);
  }
}
