package dev.gradus.kernel;

/// Conversions that Java's own casts do differently from PyTorch on x86; called by generated loops.
final class Casts {
  private Casts() {}

  /// Toward zero; what does not fit, and nan, becomes the smallest int, as the processor has it.
  static int toInt(float value) {
    return value >= -0x1p31f && value < 0x1p31f ? (int) value : Integer.MIN_VALUE;
  }

  /// Toward zero; what does not fit, and nan, becomes the smallest int, as the processor has it.
  static int toInt(double value) {
    return value > -0x1.00000002p31 && value < 0x1p31 ? (int) value : Integer.MIN_VALUE;
  }

  /// Toward zero; what does not fit, and nan, becomes the smallest long, as the processor has it.
  static long toLong(float value) {
    return value >= -0x1p63f && value < 0x1p63f ? (long) value : Long.MIN_VALUE;
  }

  /// Toward zero; what does not fit, and nan, becomes the smallest long, as the processor has it.
  static long toLong(double value) {
    return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }

  /// The nearest bfloat16, ties to even; a nan stays one, made quiet.
  static short toBfloat16(float value) {
    return dev.gradus.dtype.Halves.floatToBfloat16(value);
  }

  /// Toward zero, keeping the sign of a zero.
  static float truncate(float value) {
    return (float) truncate((double) value);
  }

  /// Toward zero, keeping the sign of a zero.
  static double truncate(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }
}
