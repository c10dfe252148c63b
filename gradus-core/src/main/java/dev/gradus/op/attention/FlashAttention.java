package dev.gradus.op.attention;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.kernel.AttentionDropout;
import dev.gradus.kernel.Heads;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// Attention in one operation that keeps no weights: see Note [Attention by panels]. Inputs:
/// queries, keys, values (batch, heads, length, width) and, if there is one, what is added to
/// scores. Results: the weighed values, and what the gradient needs of every query.
///
/// Gradient: see [FlashGradient].
///
/// @param scale the factor of scores
/// @param causal whether a query sees only the keys up to its own place
/// @param dropout what leaves weights out by chance; null for nothing
record FlashAttention(double scale, boolean causal, @Nullable AttentionDropout dropout)
    implements Operation {
  @Override
  public String name() {
    return "_scaled_dot_product_flash_attention_for_cpu";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Operands o = Operands.of(x[0], x[1], x[2]);
    Tensor mask = x.length > 3 ? Operands.wide(x[3]) : null;
    Tensor q = o.q();
    Tensor y = Tensor.empty(q.dtype(), q.size(0), q.size(1), q.size(2), o.v().size(3));
    Tensor kept = Tensor.empty(q.dtype(), 2, q.size(0), q.size(1), q.size(2));
    if (y.numel() > 0 && o.k().size(2) > 0) {
      Heads added = mask == null ? null : Operands.heads(mask, o.scores());
      try {
        o.kernel(scale, causal, dropout)
            .forward(
                Operands.heads(q),
                Operands.heads(o.k()),
                Operands.heads(o.v()),
                added,
                y.storage().array(),
                kept.storage().array());
      } finally {
        Reference.reachabilityFence(o);
        Reference.reachabilityFence(mask);
      }
    }
    return new Tensor[] {Call.unrecorded(() -> y.to(x[0].dtype())), kept};
  }

  // Samples of all examples one after another; what is kept has them second.
  @Override
  public Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    if (dropout != null) {
      return null; // Which weights are left out is known for these samples alone.
    }
    Tensor[] y = Call.runAll(this, Operands.folded(b, x, 3));
    return new Tensor[] {b.unfolded(y[0]), b.unfolded(y[1].transpose(0, 1)).transpose(1, 2)};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] arrived) {
    Tensor g = arrived[0];
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    if (g == null) {
      return out;
    }
    Tensor q = b.x(0);
    Tensor k = b.x(1);
    Tensor v = b.x(2);
    boolean masked = b.inputs() > 3;
    FlashGradient op = new FlashGradient(scale, causal, dropout);
    Tensor[] found =
        masked
            ? Call.runAll(op, g, q, k, v, b.y(0), b.y(1), b.x(3))
            : Call.runAll(op, g, q, k, v, b.y(0), b.y(1));
    System.arraycopy(found, 0, out, 0, 3);
    if (masked && b.needs(3)) {
      out[3] = new Weights(scale, causal, dropout, q, k, v, b.x(3)).slopes(g);
    }
    return out;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesInputs(long needs) {
    return 15;
  }

  @Override
  public long savesOutputs(long needs) {
    return 3;
  }
}
