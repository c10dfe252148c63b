package dev.gradus.dtype;

/// Conversions of the 16-bit floating types, rounded to nearest, ties to even.
public final class Halves {
  private Halves() {}

  /// The float with the bfloat16 pattern.
  public static float bfloat16ToFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /// The bfloat16 pattern nearest to a float; a nan stays one, made quiet.
  public static short floatToBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >> 16 | 0x40);
    }
    return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
  }

  /// The float16 pattern of a number, through float as PyTorch's literals go.
  public static short toFloat16(double value) {
    return Float.floatToFloat16((float) value);
  }

  /// The bfloat16 pattern of a number, through float as PyTorch's literals go.
  public static short toBfloat16(double value) {
    return floatToBfloat16((float) value);
  }
}
