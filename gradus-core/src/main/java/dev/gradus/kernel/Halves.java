package dev.gradus.kernel;

import dev.gradus.dtype.DType;

/// float16 and bfloat16 elements, held in `short`s, as floats and back.
final class Halves {
  private Halves() {}

  /// The value of the element with these bits.
  static float widen(DType dtype, short bits) {
    return dtype == DType.BFLOAT16
        ? Float.intBitsToFloat(bits << Short.SIZE)
        : Float.float16ToFloat(bits);
  }

  /// The nearest element, ties to even.
  static short narrow(DType dtype, float value) {
    return dtype == DType.BFLOAT16
        ? dev.gradus.dtype.Halves.floatToBfloat16(value)
        : Float.floatToFloat16(value);
  }

  /// Widens `count` elements, `step` apart.
  static void widen(DType dtype, short[] from, int x, int step, float[] to, int y, int count) {
    if (step != 1) {
      for (int i = 0; i < count; i++) {
        to[y + i] = widen(dtype, from[x + i * step]);
      }
    } else if (dtype == DType.BFLOAT16) {
      for (int i = 0; i < count; i++) {
        to[y + i] = Float.intBitsToFloat(from[x + i] << Short.SIZE);
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[y + i] = Float.float16ToFloat(from[x + i]);
      }
    }
  }

  /// Rounds `count` neighbouring elements.
  static void narrow(DType dtype, float[] from, int x, short[] to, int y, int count) {
    if (dtype == DType.BFLOAT16) {
      for (int i = 0; i < count; i++) {
        to[y + i] = dev.gradus.dtype.Halves.floatToBfloat16(from[x + i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[y + i] = Float.floatToFloat16(from[x + i]);
      }
    }
  }
}
