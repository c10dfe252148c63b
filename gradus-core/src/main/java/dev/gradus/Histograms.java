package dev.gradus;

import dev.gradus.op.reduce.HistogramCalls;
import java.util.List;

/// Histograms among the statics of [Gradus].
abstract sealed class Histograms extends FiniteDifferences permits MatrixCalls {
  /// How many points fall into each box of an even grid over the points. **Shape**: x has (…, n),
  /// the counts one dimension for each of the n coordinates. **Dtype**: that of x, a floating one.
  /// **Gradient**: none. **Errors**: as for [#histogramdd(Tensor, long\[\], HistogramOptions)].
  /// **Source**: torch.histogramdd.
  public static HistogramResult histogramdd(Tensor x, long... bins) {
    return histogramdd(x, bins, HistogramOptions.DEFAULT);
  }

  /// As [#histogramdd(Tensor, long...)] with bounds, weights or densities. **Errors**: fewer than
  /// two dimensions; as many bins or bounds as there are coordinates are wanted, and weights of x's
  /// other sizes and dtype.
  public static HistogramResult histogramdd(Tensor x, long[] bins, HistogramOptions options) {
    return HistogramCalls.even(x, bins, options);
  }

  /// The sums of weights in each box between given edges, which rise along each coordinate.
  /// **Gradient**: none. **Errors**: further, edges that are no vectors of x's dtype. **Source**:
  /// torch.histogramdd.
  public static HistogramResult histogramdd(
      Tensor x, List<Tensor> edges, HistogramOptions options) {
    return HistogramCalls.between(x, edges, options);
  }
}
