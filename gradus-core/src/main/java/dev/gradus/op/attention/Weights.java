package dev.gradus.op.attention;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.AttentionDropout;
import org.jspecify.annotations.Nullable;

/// Attention in tensor operations, with all weights, for what the fused operation has no kernel
/// for.
///
/// @param scale the factor of scores
/// @param causal whether a query sees only the keys up to its own place
/// @param dropout what leaves weights out by chance; null for nothing
/// @param q the queries
/// @param k the keys
/// @param v the values
/// @param mask what is added to scores, or null
record Weights(
    double scale,
    boolean causal,
    @Nullable AttentionDropout dropout,
    Tensor q,
    Tensor k,
    Tensor v,
    @Nullable Tensor mask) {

  /// A head of keys or values for every head of queries.
  Tensor keys() {
    return repeated(k);
  }

  Tensor values() {
    return repeated(v);
  }

  private Tensor repeated(Tensor x) {
    long times = q.size(1) / x.size(1);
    return times == 1 ? x : x.repeatInterleave(times, 1);
  }

  /// The sum over the heads of queries that share one of `like`.
  Tensor shared(Tensor g, Tensor like) {
    long heads = like.size(1);
    long times = g.size(1) / heads;
    return times == 1 ? g : g.reshape(g.size(0), heads, times, g.size(2), g.size(3)).sum(2);
  }

  /// The weights of all keys; 0 for a query that sees none.
  Tensor all() {
    Tensor scores = q.mul(scale).matmul(keys().mT());
    if (mask != null) {
      scores = scores.add(mask);
    }
    if (causal) {
      scores = scores.maskedFill(future(q.size(2), k.size(2)), Double.NEGATIVE_INFINITY);
    }
    return safeSoftmax(scores);
  }

  /// What is left of something for every pair of query and key.
  Tensor dropped(Tensor x) {
    AttentionDropout d = dropout;
    if (d == null) {
      return x;
    }
    Tensor factors = Tensor.empty(Operands.computing(x.dtype()), x.shape());
    d.all(factors.dtype(), factors.storage().array(), Math.toIntExact(x.numel()));
    return x.mul(factors.to(x.dtype()));
  }

  /// The softmax of rows, of which one without finite scores gives 0.
  static Tensor safeSoftmax(Tensor scores) {
    Tensor none = scores.detach().eq(Double.NEGATIVE_INFINITY).all(new int[] {-1}, true);
    return scores.softmax(-1).maskedFill(none, 0L);
  }

  /// Which keys a query does not see yet.
  static Tensor future(long rows, long columns) {
    return Gradus.ones(DType.BOOL, rows, columns).tril().logicalNot();
  }

  /// The gradient by the scores.
  Tensor slopes(Tensor g) {
    Tensor p = all();
    Tensor dp = dropped(g.matmul(values().mT()));
    return p.mul(dp.sub(p.mul(dp).sum(-1).unsqueeze(-1)));
  }
}
