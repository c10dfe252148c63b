package dev.gradus.op.attention;

import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Attention;
import dev.gradus.kernel.AttentionDropout;
import dev.gradus.kernel.Heads;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// Queries, keys and values (batch, heads, length, width) as the kernel takes them: float16 and
/// bfloat16 become float32.
///
/// @param q the queries
/// @param k the keys
/// @param v the values
record Operands(Tensor q, Tensor k, Tensor v) {
  static Operands of(Tensor q, Tensor k, Tensor v) {
    return new Operands(wide(q), wide(k), wide(v));
  }

  /// Inputs with the examples' samples one after another.
  ///
  /// @param mask where the mask stands, if there is one
  static Tensor[] folded(Batching b, Tensor[] x, int mask) {
    Tensor[] own = b.front(x);
    if (own.length > mask) {
      // One mask may be for all samples, of which there are more now.
      long[] sizes = own[mask].layout().sizes().clone();
      sizes[1] = own[2].size(1);
      own[mask] = own[mask].expand(sizes);
    }
    for (int i = 0; i < own.length; i++) {
      own[i] = Batching.folded(own[i]);
    }
    return own;
  }

  static DType computing(DType dtype) {
    return dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
  }

  static Tensor wide(Tensor x) {
    return Call.unrecorded(() -> x.detach().to(computing(x.dtype())));
  }

  Attention kernel(double scale, boolean causal, @Nullable AttentionDropout dropout) {
    return new Attention(
        q.dtype(),
        (int) q.size(0),
        (int) q.size(1),
        (int) k.size(1),
        (int) q.size(2),
        (int) k.size(2),
        (int) q.size(3),
        (int) v.size(3),
        scale,
        causal,
        dropout);
  }

  static Heads heads(Tensor x) {
    return heads(x, x.layout().sizes());
  }

  /// With broadcast dimensions.
  static Heads heads(Tensor x, long[] sizes) {
    Layout l = x.layout();
    long[] s = Broadcast.strides(l, sizes);
    return new Heads(
        x.storage().array(), (int) l.offset(), (int) s[0], (int) s[1], (int) s[2], (int) s[3]);
  }

  /// The sizes of the scores.
  long[] scores() {
    return new long[] {q.size(0), q.size(1), q.size(2), k.size(2)};
  }
}
