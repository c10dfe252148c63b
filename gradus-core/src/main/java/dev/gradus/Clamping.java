package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.Cumulative;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Overwrite;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.reduce.Cumulate;
import dev.gradus.shape.Axes;
import org.jspecify.annotations.Nullable;

/// Limits and running sums that overwrite this tensor and return it, in their rarer forms.
///
/// **Gradient**, **Dtype**, **Errors**: as [InPlace].
public sealed interface Clamping permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor run(Row row, Tensor other) {
    return Call.inPlace(row.call(), self(), other);
  }

  /// Limits to `min` … `max`.
  default Tensor clamp_(long min, long max) {
    return Call.inPlace(Arithmetic.CLAMP.with(Scalar.of(min), Scalar.of(max)), self());
  }

  /// Limits to what lies between two tensors, either of which may be null for no bound. **Errors**:
  /// both null.
  default Tensor clamp_(@Nullable Tensor min, @Nullable Tensor max) {
    if (min != null && max != null) {
      return Call.inPlace(Arithmetic.CLAMP_TENSORS.call(), self(), min, max);
    }
    if (min != null) {
      return run(Arithmetic.CLAMP_FROM, min);
    }
    if (max != null) {
      return run(Arithmetic.CLAMP_TO, max);
    }
    throw new GradusArgumentException(
        "torch.clamp: At least one of 'min' or 'max' must not be None");
  }

  /// Limits to at least `min`.
  default Tensor clampMin_(long min) {
    return Call.inPlace(Arithmetic.CLAMP_MIN.with(Scalar.of(min)), self());
  }

  /// Limits to at least the other tensor.
  default Tensor clampMin_(Tensor min) {
    return run(Arithmetic.CLAMP_MIN_TENSOR, min);
  }

  /// Limits to at most `max`.
  default Tensor clampMax_(long max) {
    return Call.inPlace(Arithmetic.CLAMP_MAX.with(Scalar.of(max)), self());
  }

  /// Limits to at most the other tensor.
  default Tensor clampMax_(Tensor max) {
    return run(Arithmetic.CLAMP_MAX_TENSOR, max);
  }

  /// Replaces by the sums so far along a dimension, computed in a dtype. **Errors**: another dtype
  /// than this tensor's.
  default Tensor cumsum_(int dim, DType dtype) {
    return cumulate("cumsum_", Cumulative.Kind.SUM, dim, dtype);
  }

  /// Replaces by the products so far along a dimension, computed in a dtype. **Errors**: another
  /// dtype than this tensor's.
  default Tensor cumprod_(int dim, DType dtype) {
    return cumulate("cumprod_", Cumulative.Kind.PROD, dim, dtype);
  }

  private Tensor cumulate(String name, Cumulative.Kind kind, int dim, DType dtype) {
    if (dtype != self().dtype()) {
      throw new GradusArgumentException(
          "Bad in-place call: input tensor dtype "
              + Checks.cType(self().dtype())
              + " and output tensor dtype "
              + Checks.cType(dtype)
              + " should match\n"
              + name
              + ": use the operation without underscore, or convert the tensor first.");
    }
    int d = Axes.wrap(dim, self().dim());
    return Call.inPlace(new Overwrite(new Cumulate(kind, d, dtype)), self());
  }
}
