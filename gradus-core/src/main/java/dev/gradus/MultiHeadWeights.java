package dev.gradus;

import org.jspecify.annotations.Nullable;

/// The parameters of multi-head attention.
///
/// @param heads the number of heads
/// @param inWeight the projections of queries, keys and values, one under the other (3 n, n), or
///   null if there are three
/// @param inBias what is added to them (3 n), or null
/// @param outWeight the projection of the results (n, n)
/// @param outBias what is added to it (n), or null
/// @param biasK a key that every sequence gets (1, 1, n), or null
/// @param biasV its value, or null
/// @param qWeight the projection of queries (n, n), or null
/// @param kWeight the projection of keys (n, width of keys), or null
/// @param vWeight the projection of values (n, width of values), or null
public record MultiHeadWeights(
    long heads,
    @Nullable Tensor inWeight,
    @Nullable Tensor inBias,
    Tensor outWeight,
    @Nullable Tensor outBias,
    @Nullable Tensor biasK,
    @Nullable Tensor biasV,
    @Nullable Tensor qWeight,
    @Nullable Tensor kWeight,
    @Nullable Tensor vWeight) {
  /// One projection for queries, keys and values, and one for results.
  public static MultiHeadWeights of(
      long heads,
      Tensor inWeight,
      @Nullable Tensor inBias,
      Tensor outWeight,
      @Nullable Tensor outBias) {
    return new MultiHeadWeights(
        heads, inWeight, inBias, outWeight, outBias, null, null, null, null, null);
  }

  /// With a key and its value for every sequence.
  public MultiHeadWeights withBias(Tensor k, Tensor v) {
    return new MultiHeadWeights(
        heads, inWeight, inBias, outWeight, outBias, k, v, qWeight, kWeight, vWeight);
  }

  /// With a projection for each of queries, keys and values.
  public MultiHeadWeights withProjections(Tensor q, Tensor k, Tensor v) {
    return new MultiHeadWeights(heads, null, inBias, outWeight, outBias, biasK, biasV, q, k, v);
  }
}
