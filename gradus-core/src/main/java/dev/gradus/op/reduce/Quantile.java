package dev.gradus.op.reduce;

import dev.gradus.Call;
import dev.gradus.QuantileInterpolation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Quantiles, put together from a sort, a look for two neighbours and a line between them.
public final class Quantile {
  /// As many ranks as float32 tells apart.
  private static final long MOST = 1L << 24;

  private Quantile() {}

  /// The quantiles of x along a dimension, of all its elements if that is null.
  public static Tensor of(
      Tensor input,
      Tensor levels,
      @Nullable Integer dim,
      boolean keepdim,
      QuantileInterpolation interpolation,
      boolean withoutNan) {
    Tensor x = Call.autocast("quantile", input);
    Tensor q = Call.autocast("quantile", levels);
    check(x, q);
    int d = dim == null ? 0 : Axes.wrap(dim, x.dim());
    Tensor sorted = sorted(x, dim == null || x.dim() == 0 ? -1 : d, keepdim);
    if (sorted.size(-1) > MOST) {
      throw new GradusArgumentException("quantile() input tensor is too large");
    }
    Tensor ranks = ranks(sorted.detach(), q, withoutNan);
    Tensor y = between(sorted, ranks, interpolation);
    return q.dim() == 0 ? y.squeeze_(-1) : y.unsqueeze_(0).transpose_(0, -1).squeeze_(-1);
  }

  private static void check(Tensor x, Tensor q) {
    if (x.numel() == 0) {
      throw new GradusArgumentException("quantile() input tensor must be non-empty");
    }
    if (q.dim() > 1) {
      throw new GradusArgumentException(
          "quantile() q must be a scalar or 1D tensor\nquantile: q has "
              + q.dim()
              + " dimensions.");
    }
    if (x.dtype() != DType.FLOAT32 && x.dtype() != DType.FLOAT64) {
      throw new GradusArgumentException(
          "quantile() input tensor must be either float or double dtype\nquantile: the tensor has dtype "
              + x.dtype()
              + "; convert it first.");
    }
    if (x.dtype() != q.dtype()) {
      throw new GradusArgumentException(
          "quantile() q tensor must be same dtype as the input tensor\nquantile: the dtypes are "
              + q.dtype()
              + " and "
              + x.dtype()
              + ".");
    }
    Tensor fractions = q.detach();
    if (!fractions.ge(0).logicalAnd(fractions.le(1)).all().itemBoolean()) {
      throw new GradusArgumentException("quantile() q values must be in the range [0, 1]");
    }
  }

  /// The elements in ascending order along the last dimension, the others as in the result.
  private static Tensor sorted(Tensor x, int dim, boolean keepdim) {
    if (dim < 0) {
      Tensor sorted = x.flatten().sort().values();
      long[] sizes = new long[keepdim ? x.dim() + 1 : 1];
      Arrays.fill(sizes, 1);
      sizes[sizes.length - 1] = x.numel();
      return sorted.view(sizes);
    }
    Tensor last = dim == x.dim() - 1 ? x.unsqueeze(-2) : x.unsqueeze(-1).transpose(dim, -1);
    Tensor sorted = last.sort().values();
    return keepdim ? sorted : sorted.squeeze(dim);
  }

  /// The ranks that the fractions have among the elements of each row.
  private static Tensor ranks(Tensor sorted, Tensor q, boolean withoutNan) {
    int[] last = {-1};
    if (withoutNan) {
      Tensor numbers = sorted.isnan().logicalNot().sum(last, true).sub(1);
      Tensor ranks = q.mul(numbers);
      return ranks.maskedFill(ranks.detach().lt(0), 0);
    }
    long greatest = sorted.size(-1) - 1;
    Tensor nan = sorted.isnan().any(last, true);
    Tensor ranks = q.mul(greatest);
    if (q.dim() > 0) {
      nan = nan.expand(with(nan.shape(), q.numel()));
    }
    return ranks.expand(nan.shape()).maskedFill(nan, greatest);
  }

  private static long[] with(long[] sizes, long last) {
    sizes[sizes.length - 1] = last;
    return sizes;
  }

  private static Tensor between(Tensor sorted, Tensor exact, QuantileInterpolation interpolation) {
    Tensor ranks =
        switch (interpolation) {
          case LOWER -> exact.floor();
          case HIGHER -> exact.ceil();
          case NEAREST -> exact.round();
          case LINEAR, MIDPOINT -> exact;
        };
    Tensor below = ranks.detach().to(DType.INT64);
    Tensor y = sorted.gather(-1, below);
    if (interpolation != QuantileInterpolation.LINEAR
        && interpolation != QuantileInterpolation.MIDPOINT) {
      return y;
    }
    boolean linear = interpolation == QuantileInterpolation.LINEAR;
    Tensor weights = linear ? ranks.sub(below) : dev.gradus.Gradus.fullLike(ranks, 0.5);
    Tensor above = ranks.detach().ceil().to(DType.INT64);
    return y.lerp(sorted.gather(-1, above), weights);
  }
}
