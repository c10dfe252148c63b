package dev.gradus;

import dev.gradus.dtype.DType;
import java.util.Locale;

/// Warnings: to the handler of [Globals], once per place in the user's code.
final class Warnings {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private Warnings() {}

  static void once(String text) {
    String place =
        WALKER.walk(frames ->
            frames
                .filter(UserCode::is)
                .findFirst()
                .map(f -> f.getClassName() + ":" + f.getMethodName() + ":" + f.getByteCodeIndex())
                .orElse("?"));
    Globals.warn(place, text);
  }

  /// Warns where imaginary parts get lost.
  static void ofDiscardedParts(Tensor from, DType to) {
    if (from.dtype().isComplex() && !to.isComplex() && to != DType.BOOL) {
      once("Casting complex values to real discards the imaginary part");
    }
  }

  /// The dtype as in the gradient sentence: `double`, `float`, `long int`.
  static String lowerDtype(DType dtype) {
    return switch (dtype) {
      case INT64 -> "long int";
      case INT32 -> "int";
      case INT16 -> "short int";
      case INT8 -> "signed char";
      case UINT8 -> "unsigned char";
      case FLOAT16 -> "c10::Half";
      case BFLOAT16 -> "c10::BFloat16";
      default -> dtype.scalarName().toLowerCase(Locale.ROOT);
    };
  }
}
