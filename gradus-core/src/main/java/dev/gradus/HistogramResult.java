package dev.gradus;

import java.util.List;

/// A histogram and where its bins begin and end.
///
/// @param hist what each bin holds, one dimension for each coordinate
/// @param edges the edges of the bins along each coordinate, one more than bins
public record HistogramResult(Tensor hist, List<Tensor> edges) {
  /// The edges of a histogram of one coordinate.
  public Tensor binEdges() {
    return edges.getFirst();
  }
}
