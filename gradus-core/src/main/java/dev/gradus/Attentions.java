package dev.gradus;

import dev.gradus.op.attention.DotProduct;
import dev.gradus.op.attention.MultiHead;

/// Attention among the statics of [Gradus].
abstract sealed class Attentions extends Blocks permits Embeddings {
  /// [#scaledDotProductAttention(Tensor, Tensor, Tensor, AttentionOptions)] without options.
  public static Tensor scaledDotProductAttention(Tensor query, Tensor key, Tensor value) {
    return scaledDotProductAttention(query, key, value, AttentionOptions.DEFAULT);
  }

  /// The values weighed by how well their keys fit each query: softmax(query·keyᵀ / √width)·value.
  /// No weights are kept but two numbers per query; which ones were left out by chance is drawn
  /// again for the gradient. **Shape**: (…, heads, l, width), (…, heads, s, width), (…, heads, s,
  /// n) → (…, heads, l, n). **Dtype**: floating, all the same. **Gradient**: with weights P and dS
  /// = P ∘ (g·valueᵀ − their mean under P): dS·key / √width, dSᵀ·query / √width, Pᵀ·g. **Errors**:
  /// sizes that do not fit, a mask together with the causal one. **Source**:
  /// torch.nn.functional.scaled\_dot\_product\_attention; Dao et al. 2022.
  public static Tensor scaledDotProductAttention(
      Tensor query, Tensor key, Tensor value, AttentionOptions options) {
    return DotProduct.run(query, key, value, options);
  }

  /// Attention of several heads: projections of queries, keys and values, attention of each head to
  /// its part of them, and a projection of the results. **Shape**: (l, batch, n) and (s, batch, …)
  /// → (l, batch, n) and, if asked for, the weights (batch, l, s), or (batch, heads, l, s) where
  /// they are not averaged; without a dimension of samples likewise. **Gradient**: that of its
  /// parts. **Errors**: sizes that do not fit, n not divisible by the heads. **Source**:
  /// torch.nn.functional.multi\_head\_attention\_forward; Vaswani et al. 2017.
  public static AttentionResult multiHeadAttentionForward(
      Tensor query, Tensor key, Tensor value, MultiHeadWeights weights, MultiHeadOptions options) {
    return MultiHead.run(query, key, value, weights, options);
  }
}
