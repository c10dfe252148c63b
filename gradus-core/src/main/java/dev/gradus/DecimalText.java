package dev.gradus;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Decimal notation of doubles as C prints it: the exact binary value, rounded half to even.
///
/// `String.format` rounds the shortest decimal half up instead: 0.03125 would be 0.0313.
final class DecimalText {
  private static final int LONG_BITS = 62;

  private DecimalText() {}

  /// As `%.{digits}f`. The value is finite.
  static String fixed(double v, int digits) {
    long scaled = scaled(Math.abs(v), digits);
    String text =
        scaled >= 0
            ? withPoint(Long.toString(scaled), digits)
            : new BigDecimal(Math.abs(v)).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return signed(v, text);
  }

  /// As `%.{digits}e`. The value is finite.
  static String scientific(double v, int digits) {
    int exponent = 0;
    String all = "0";
    if (v != 0) {
      MathContext context = new MathContext(digits + 1, RoundingMode.HALF_EVEN);
      BigDecimal rounded = new BigDecimal(Math.abs(v)).round(context);
      all = rounded.unscaledValue().toString();
      exponent = all.length() - rounded.scale() - 1;
    }
    StringBuilder out = new StringBuilder(digits + 8);
    out.append(all.charAt(0));
    if (digits > 0) {
      out.append('.').append(all, 1, all.length()).repeat('0', digits + 1 - all.length());
    }
    int size = Math.abs(exponent);
    out.append('e').append(exponent < 0 ? '-' : '+').append(size < 10 ? "0" : "").append(size);
    return signed(v, out.toString());
  }

  // round(v * 10^digits) in integer arithmetic, or -1 if 62 bits are too few. Float32 values of
  // ordinary size and four digits always fit, so that printing them needs no BigDecimal.
  private static long scaled(double v, int digits) {
    if (digits > 18) {
      return -1;
    }
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    long bits = Double.doubleToRawLongBits(v);
    int exponent = Math.max((int) (bits >>> 52), 1) - 1075;
    long mantissa = bits & (1L << 52) - 1 | (bits >>> 52 == 0 ? 0 : 1L << 52);
    if (mantissa == 0) {
      return 0;
    }
    int even = Long.numberOfTrailingZeros(mantissa);
    mantissa >>>= even;
    exponent += even;
    if (bitLength(mantissa) + bitLength(power) > LONG_BITS) {
      return -1;
    }
    long product = mantissa * power;
    if (exponent >= 0) {
      return bitLength(product) + exponent > LONG_BITS ? -1 : product << exponent;
    }
    return exponent < -LONG_BITS ? 0 : shiftedHalfEven(product, -exponent);
  }

  private static long shiftedHalfEven(long n, int shift) {
    long quotient = n >>> shift;
    long rest = n & (1L << shift) - 1;
    long half = 1L << shift - 1;
    boolean up = rest > half || rest == half && (quotient & 1) != 0;
    return up ? quotient + 1 : quotient;
  }

  private static int bitLength(long n) {
    return Long.SIZE - Long.numberOfLeadingZeros(n);
  }

  private static String withPoint(String scaled, int digits) {
    if (digits == 0) {
      return scaled;
    }
    String all = "0".repeat(Math.max(0, digits + 1 - scaled.length())) + scaled;
    int point = all.length() - digits;
    return all.substring(0, point) + "." + all.substring(point);
  }

  private static String signed(double v, String magnitude) {
    return Double.doubleToRawLongBits(v) < 0 ? "-" + magnitude : magnitude;
  }
}
