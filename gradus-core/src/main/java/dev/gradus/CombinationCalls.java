package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Combining;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;

/// What [Combinations] checks and chooses.
final class CombinationCalls {
  private CombinationCalls() {}

  static Scalar value(Tensor x, Tensor a, Tensor b, double value) {
    boolean whole = x.dtype().isIntegral() && a.dtype().isIntegral() && b.dtype().isIntegral();
    if (!whole) {
      return Scalar.of(value);
    }
    if (value != Math.rint(value)) {
      throw new GradusArgumentException(
          "For integral input tensors, argument value must not be a floating point number."
              + "\naddcmul: the value is "
              + value
              + ".");
    }
    return Scalar.of((long) value);
  }

  static void checkAddcdiv(Tensor a, Tensor b) {
    if (a.dtype().isIntegral() && b.dtype().isIntegral()) {
      throw new GradusArgumentException(
          "Integer division with addcdiv is no longer supported, and in a future  release addcdiv"
              + " will perform a true division of tensor1 and tensor2. The historic addcdiv behavior"
              + " can be implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype)"
              + " for integer inputs and as (input + value * tensor1 / tensor2) for float inputs. The"
              + " future addcdiv behavior is just the latter implementation: (input + value * tensor1"
              + " / tensor2), for all dtypes.\naddcdiv: the dtypes are "
              + a.dtype()
              + " and "
              + b.dtype()
              + ". Convert one of them to a floating dtype.");
    }
  }

  static void checkLerp(Tensor start, Tensor end) {
    same(start, end, "end");
    Checks.floating("lerp", start);
  }

  static void checkLerp(Tensor start, Tensor end, Tensor weight) {
    checkLerp(start, end);
    same(start, weight, "weight");
  }

  private static void same(Tensor start, Tensor other, String name) {
    if (start.dtype() != other.dtype()) {
      throw new GradusArgumentException(
          "expected dtype %s for `%s` but got dtype %s\nlerp: convert it with to(DType.%s)."
              .formatted(
                  start.dtype().scalarName(), name, other.dtype().scalarName(), start.dtype()));
    }
  }

  static Tensor isclose(Tensor x, Tensor other, double rtol, double atol, boolean equalNan) {
    if (x.dtype() != other.dtype()) {
      throw new GradusArgumentException(
          x.dtype().scalarName()
              + " did not match "
              + other.dtype().scalarName()
              + "\nisclose: both tensors must have one dtype. Convert one of them.");
    }
    tolerance("rtol", rtol);
    tolerance("atol", atol);
    if (x.dtype().isIntegral()) {
      // Integers beyond the digits of a float are told apart by the exact comparison only.
      Tensor exact = x.eq(other);
      DType floating = Gradus.getDefaultDtype();
      return rtol == 0 && atol == 0
          ? exact
          : exact.logicalOr(close(x.to(floating), other.to(floating), rtol, atol, false));
    }
    return close(x, other, rtol, atol, equalNan);
  }

  private static Tensor close(Tensor x, Tensor other, double rtol, double atol, boolean nan) {
    Row row = nan ? Combining.ISCLOSE_NAN : Combining.ISCLOSE;
    return Call.run(row.with(Scalar.of(rtol), Scalar.of(atol)), x, other);
  }

  private static void tolerance(String name, double value) {
    if (!(value >= 0)) {
      throw new GradusArgumentException(
          name
              + " must be greater than or equal to zero, but got "
              + value
              + "\nisclose: a tolerance is a distance.");
    }
  }
}
