package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Division;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// What [Dividing] checks and chooses.
final class DividingCalls {
  private DividingCalls() {}

  static void check(String op, Tensor x, Tensor other) {
    if (x.dtype() == DType.BOOL && other.dtype() == DType.BOOL) {
      throw Checks.notImplemented(op, x, "Convert the tensors first");
    }
    if (x.dtype().isIntegral() && other.dtype().isIntegral() && hasZero(other)) {
      throw byZero(op);
    }
  }

  static void check(String op, Tensor x, Scalar number) {
    if (x.dtype() == DType.BOOL && number.kind() == DType.Kind.BOOL) {
      throw Checks.notImplemented(op, x, "Convert the tensor first");
    }
    boolean integers = x.dtype().isIntegral() && number.kind() != DType.Kind.FLOATING;
    if (integers && number.whole() == 0) {
      throw byZero(op);
    }
  }

  /// Where x is what a number is divided by.
  static void checkDivisor(String op, Tensor x, Scalar number) {
    boolean integers = x.dtype().isIntegral() && number.kind() != DType.Kind.FLOATING;
    if (integers && hasZero(x)) {
      throw byZero(op);
    }
  }

  private static boolean hasZero(Tensor x) {
    return x.numel() != 0 && Call.any(x.eq(0));
  }

  private static GradusArgumentException byZero(String op) {
    return new GradusArgumentException(
        "ZeroDivisionError\n"
            + op
            + ": an integer is divided by 0; the result is an integer, which has no infinity. "
            + "Convert to a floating dtype first, or replace the zeros.");
  }

  static void checkWide(Tensor base, DType wide) {
    if (base.dtype() != wide) {
      throw new GradusArgumentException(
          "the base given to float_power_ has dtype "
              + base.dtype().scalarName()
              + " but the operation's result requires dtype "
              + wide.scalarName()
              + "\nfloatPower_: use floatPower, or convert the tensor first.");
    }
  }

  static Row byNumber(String roundingMode) {
    return isFloor(roundingMode) ? Division.DIV_FLOOR_NUMBER : Division.DIV_TRUNC_NUMBER;
  }

  static boolean isFloor(String roundingMode) {
    return switch (roundingMode) {
      case "floor" -> true;
      case "trunc" -> false;
      default ->
          throw new GradusArgumentException(
              "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '"
                  + roundingMode
                  + "'\ndiv: without rounding, leave the mode out.");
    };
  }
}
