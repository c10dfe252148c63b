package dev.gradus;

import dev.gradus.op.embedding.EmbeddingCalls;
import dev.gradus.op.segment.SegmentCalls;
import org.jspecify.annotations.Nullable;

/// Tables of vectors, and segments, among the statics of [Gradus].
abstract sealed class Embeddings extends Attentions permits Signals {
  /// The rows of a table that whole numbers name. **Shape**: input (…), weight (rows, n) → (…, n).
  /// **Gradient**: g added up in the named rows; none for the input. **Errors**: a number out of
  /// range, a table that is no matrix. **Source**: torch.nn.functional.embedding.
  public static Tensor embedding(Tensor input, Tensor weight) {
    return embedding(input, weight, EmbeddingOptions.DEFAULT);
  }

  /// As [#embedding(Tensor, Tensor)] with options. The padding row gets no gradient; with a
  /// greatest length the named rows of the table are first shortened in place, unrecorded.
  /// **Errors**: sparse gradients.
  public static Tensor embedding(Tensor input, Tensor weight, EmbeddingOptions options) {
    return EmbeddingCalls.embedding(input, weight, options);
  }

  /// Shortens the named rows whose norm of that order exceeds `maxNorm` to that length, in place
  /// and unrecorded; returns the table. **Gradient**: none: not differentiable. **Source**:
  /// torch.embedding\_renorm\_.
  public static Tensor embeddingRenorm_(
      Tensor weight, Tensor indices, double maxNorm, double normType) {
    EmbeddingCalls.renorm(weight, indices, maxNorm, normType);
    return weight;
  }

  /// The mean of the rows in each bag of a batch of bags of equal size. **Shape**: input (bags,
  /// size), weight (rows, n) → (bags, n). **Gradient**: g / size added up in the named rows.
  /// **Source**: torch.nn.functional.embedding\_bag.
  public static Tensor embeddingBag(Tensor input, Tensor weight) {
    return embeddingBag(input, weight, null, EmbeddingBagOptions.DEFAULT);
  }

  /// The sum, mean or maximum of the rows in each bag; empty bags give 0. **Shape**: input (bags,
  /// size) without offsets, or (numbers) and offsets (bags) where each bag begins. **Gradient**: g,
  /// times the weight or divided by the size, added up in the named rows; for maxima only in the
  /// row that has it; for the weights g · row. **Errors**: a number out of range, offsets that do
  /// not begin with 0 or that decrease, weights for other than sums, sparse gradients.
  public static Tensor embeddingBag(
      Tensor input, Tensor weight, @Nullable Tensor offsets, EmbeddingBagOptions options) {
    return EmbeddingCalls.bag(input, weight, offsets, options);
  }

  /// Slices along a dimension reduced segment by segment: `max`, `mean`, `min`, `sum` or `prod`. An
  /// empty segment gives the initial value, and without one −inf, nan, inf, 0 or 1. **Shape**: that
  /// dimension has the number of segments. **Dtype**: floating. **Gradient**: g of the segment; for
  /// means divided by its length, for extremes shared by the equal elements, for products times all
  /// other factors. **Errors**: lengths that do not cover the slices. **Source**:
  /// torch.segment\_reduce.
  public static Tensor segmentReduce(Tensor data, String reduce, SegmentOptions options) {
    return SegmentCalls.run(data, reduce, options);
  }
}
