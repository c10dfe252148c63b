package dev.gradus;

import dev.gradus.dtype.FInfo;
import dev.gradus.op.pointwise.Rounding;
import dev.gradus.op.pointwise.RowCall;
import dev.gradus.op.pointwise.Scalar;
import org.jspecify.annotations.Nullable;

/// The rows of [RoundingFunctions] that take numbers.
final class RoundingCalls {
  private RoundingCalls() {}

  static RowCall round(Tensor x, int decimals) {
    Checks.notBool("round", x);
    if (decimals != 0) {
      Checks.floating("round", x);
    }
    Scalar power = x.dtype().isIntegral() ? Scalar.of(1) : Scalar.of(power(Math.abs(decimals)));
    return (decimals < 0 ? Rounding.ROUND_COARSER : Rounding.ROUND_FINER).with(power);
  }

  private static double power(int decimals) {
    return Double.parseDouble("1e" + decimals); // correctly rounded, as a power is not
  }

  static RowCall nanToNum(Tensor x, double nan, @Nullable Double posinf, @Nullable Double neginf) {
    FInfo limits = FInfo.of(x.dtype());
    return Rounding.NAN_TO_NUM.with(
        Scalar.of(nan),
        Scalar.of(posinf == null ? limits.max() : posinf),
        Scalar.of(neginf == null ? limits.min() : neginf));
  }
}
