package dev.gradus.op.linalg;

import dev.gradus.Gradus;
import dev.gradus.RankOptions;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Up to which size singular values count as zero.
///
/// @param atol absolute tolerances in float64
/// @param rtol parts of the largest value, in float64
record Tolerances(Tensor atol, Tensor rtol) {
  /// The tolerances for matrices, with PyTorch's defaults.
  static Tolerances of(String op, Tensor a, RankOptions options) {
    Tensor zero = Gradus.scalarTensor(0, DType.FLOAT64);
    Tensor atol = options.atol() == null ? zero : real(op, "atol", options.atol());
    if (options.rtol() != null) {
      return new Tolerances(atol, real(op, "rtol", options.rtol()));
    }
    double part = Gradus.finfo(a.dtype()).eps() * Math.max(a.size(-1), a.size(-2));
    Tensor usual = Gradus.scalarTensor(part, DType.FLOAT64);
    Tensor rtol = options.atol() == null ? usual : Gradus.where(atol.gt(0), zero, usual);
    return new Tolerances(atol, rtol);
  }

  private static Tensor real(String op, String name, Tensor given) {
    @Nullable Tensor t = given.detach();
    if (t.dtype().isComplex()) {
      throw new GradusArgumentException(
          op
              + ": "
              + name
              + " tensor of complex type is not supported. Got "
              + t.dtype().scalarName());
    }
    return t.to(DType.FLOAT64);
  }

  /// Which of the values count.
  ///
  /// @param values not negative, in float64
  /// @param most the largest of each matrix, in a dimension of size 1
  Tensor above(Tensor values, Tensor most) {
    return values.gt(atol.unsqueeze(-1).maximum(rtol.unsqueeze(-1).mul(most)));
  }
}
