package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.random.Wording;
import dev.gradus.op.reduce.Quantile;
import org.jspecify.annotations.Nullable;

/// Quantiles: what a fraction of the elements does not exceed.
///
/// **Shape**: as for [Reduction]; for a vector of fractions with a first dimension for these.
/// **Dtype**: float32 or float64, as the tensor has. **Gradient**: to the elements between which
/// the quantile lies, by their weights; to the fractions by the slope between those elements.
public sealed interface Quantiles permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor fraction(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new GradusArgumentException(
          "quantile() q must be in the range [0, 1] but got " + Wording.text(q));
    }
    return Gradus.full(self().dtype(), new long[] {}, q);
  }

  /// The quantile of all elements, by straight lines between neighbours; nan if there is one.
  /// **Gradient**: to the two neighbours by their weights. **Errors**: no elements, a fraction
  /// outside of [0, 1], other dtypes than float32 and float64. **Source**: torch.quantile.
  default Tensor quantile(double q) {
    return quantile(q, null, false, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension.
  default Tensor quantile(double q, int dim, boolean keepdim) {
    return quantile(q, dim, keepdim, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension, of all elements if it is null.
  default Tensor quantile(
      double q, @Nullable Integer dim, boolean keepdim, QuantileInterpolation interpolation) {
    return quantile(fraction(q), dim, keepdim, interpolation);
  }

  /// The quantiles of all elements for one or several fractions.
  default Tensor quantile(Tensor q) {
    return quantile(q, null, false, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension for one or several fractions.
  default Tensor quantile(Tensor q, int dim, boolean keepdim) {
    return quantile(q, dim, keepdim, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension, of all elements if it is null, for one or several fractions.
  /// **Errors**: further, fractions of more than one dimension or of another dtype.
  default Tensor quantile(
      Tensor q, @Nullable Integer dim, boolean keepdim, QuantileInterpolation interpolation) {
    return Quantile.of(self(), q, dim, keepdim, interpolation, false);
  }

  /// The quantile of the elements that are not nan; nan if there are none. **Gradient**: as for
  /// [#quantile(double)]. **Source**: torch.nanquantile.
  default Tensor nanquantile(double q) {
    return nanquantile(q, null, false, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension of the elements that are not nan.
  default Tensor nanquantile(double q, int dim, boolean keepdim) {
    return nanquantile(q, dim, keepdim, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension, of all elements if it is null, leaving out nan.
  default Tensor nanquantile(
      double q, @Nullable Integer dim, boolean keepdim, QuantileInterpolation interpolation) {
    return nanquantile(fraction(q), dim, keepdim, interpolation);
  }

  /// The quantiles of the elements that are not nan for one or several fractions.
  default Tensor nanquantile(Tensor q) {
    return nanquantile(q, null, false, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension for one or several fractions, leaving out nan.
  default Tensor nanquantile(Tensor q, int dim, boolean keepdim) {
    return nanquantile(q, dim, keepdim, QuantileInterpolation.LINEAR);
  }

  /// The quantiles along a dimension, of all elements if it is null, for one or several fractions,
  /// leaving out nan.
  default Tensor nanquantile(
      Tensor q, @Nullable Integer dim, boolean keepdim, QuantileInterpolation interpolation) {
    return Quantile.of(self(), q, dim, keepdim, interpolation, true);
  }
}
