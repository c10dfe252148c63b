package dev.gradus;

import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// Which singular values count as zero: those up to the larger of `atol` and `rtol` times the
/// largest one.
///
/// @param atol tolerances that broadcast with the batch; null for 0
/// @param rtol parts of the largest; null for the eps of the dtype times the larger side, or for 0
///   where `atol` is positive
/// @param hermitian whether the matrices are Hermitian: only the lower triangle is read, and the
///   absolute eigenvalues stand for the singular values
public record RankOptions(@Nullable Tensor atol, @Nullable Tensor rtol, boolean hermitian) {
  /// PyTorch's defaults.
  public static final RankOptions DEFAULT = new RankOptions(null, null, false);

  /// With one absolute tolerance.
  public RankOptions withAtol(double one) {
    return withAtol(Gradus.scalarTensor(one, DType.FLOAT64));
  }

  /// With other absolute tolerances.
  public RankOptions withAtol(@Nullable Tensor t) {
    return new RankOptions(t, rtol, hermitian);
  }

  /// With one relative tolerance.
  public RankOptions withRtol(double one) {
    return withRtol(Gradus.scalarTensor(one, DType.FLOAT64));
  }

  /// With other relative tolerances.
  public RankOptions withRtol(@Nullable Tensor t) {
    return new RankOptions(atol, t, hermitian);
  }

  /// For Hermitian matrices.
  public RankOptions withHermitian(boolean b) {
    return new RankOptions(atol, rtol, b);
  }
}
