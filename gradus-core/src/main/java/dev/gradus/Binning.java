package dev.gradus;

import dev.gradus.op.reduce.HistogramCalls;
import java.util.List;

/// Counts of the elements by bins.
///
/// Bins hold their lower edge, the last its upper edge too; nan and what is outside is not counted.
/// **Gradient**: none.
public sealed interface Binning permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// How many elements fall into each of 100 bins between the least and the greatest element.
  /// **Gradient**: none. **Source**: torch.histc.
  default Tensor histc() {
    return histc(100, 0, 0);
  }

  /// How many elements fall into each of `bins` even bins from `min` to `max`; between the least
  /// and the greatest element if both are equal. **Dtype**: that of this tensor, a floating one.
  /// **Gradient**: none. **Errors**: no bins, bounds that are not finite or in the wrong order.
  /// **Source**: torch.histc.
  default Tensor histc(long bins, double min, double max) {
    return HistogramCalls.histc(self(), bins, min, max);
  }

  /// How many elements fall into each of `bins` even bins, and the edges. **Gradient**: none.
  /// **Source**: torch.histogram.
  default HistogramResult histogram(long bins) {
    return histogram(bins, HistogramOptions.DEFAULT);
  }

  /// As [#histogram(long)] with bounds, weights or densities. **Errors**: no bins, weights of other
  /// sizes or another dtype.
  default HistogramResult histogram(long bins, HistogramOptions options) {
    return Gradus.histogramdd(column(), new long[] {bins}, flat(options));
  }

  /// How many elements fall between given edges, which rise.
  default HistogramResult histogram(Tensor edges) {
    return histogram(edges, HistogramOptions.DEFAULT);
  }

  /// As [#histogram(Tensor)] with weights or densities.
  default HistogramResult histogram(Tensor edges, HistogramOptions options) {
    return Gradus.histogramdd(column(), List.of(edges), flat(options));
  }

  private Tensor column() {
    return self().reshape(self().numel(), 1);
  }

  private HistogramOptions flat(HistogramOptions options) {
    Tensor weight = options.weight();
    return weight == null ? options : options.withWeight(weight.reshape(weight.numel()));
  }
}
