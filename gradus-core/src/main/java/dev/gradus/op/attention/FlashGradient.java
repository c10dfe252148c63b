package dev.gradus.op.attention;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.AttentionDropout;
import dev.gradus.kernel.Heads;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The gradients of attention. Inputs: that of the result, queries, keys, values, the result, what
/// was kept of every query and, if there is one, the mask. Results: the gradients of queries, keys
/// and values.
///
/// With weights P, dP = g·Vᵀ (∘ the factors of dropout) and dS = P ∘ (dP − rows(P ∘ dP)) they are
/// scale · dS·K, scale · dSᵀ·Q and Pᵀ·g (P ∘ those factors), where rows(…) is the sum along rows.
/// Their own gradient is in tensor operations, with all weights.
///
/// @param scale the factor of scores
/// @param causal whether a query sees only the keys up to its own place
/// @param dropout what leaves weights out by chance; null for nothing
record FlashGradient(double scale, boolean causal, @Nullable AttentionDropout dropout)
    implements Operation {
  @Override
  public String name() {
    return "_scaled_dot_product_flash_attention_for_cpu_backward";
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Operands o = Operands.of(x[1], x[2], x[3]);
    Tensor g = Operands.wide(x[0]);
    Tensor y = Call.unrecorded(() -> whole(Operands.wide(x[4])));
    Tensor kept = whole(x[5]);
    Tensor mask = x.length > 6 ? Operands.wide(x[6]) : null;
    DType dtype = x[1].dtype();
    // In the order of the inputs' memory: where heads are parts of wider rows, so are the
    // gradients.
    Tensor dq = Gradus.zerosLike(o.q());
    Tensor dk = Gradus.zerosLike(o.k());
    Tensor dv = Gradus.zerosLike(o.v());
    if (g.numel() > 0 && o.k().size(2) > 0) {
      Heads added = mask == null ? null : Operands.heads(mask, o.scores());
      try {
        o.kernel(scale, causal, dropout)
            .backward(
                Operands.heads(g),
                Operands.heads(o.q()),
                Operands.heads(o.k()),
                Operands.heads(o.v()),
                added,
                y.storage().array(),
                kept.storage().array(),
                Operands.heads(dq),
                Operands.heads(dk),
                Operands.heads(dv));
      } finally {
        Reference.reachabilityFence(new Object[] {o, g, y, kept, mask});
      }
    }
    return new Tensor[] {cast(dq, dtype), cast(dk, dtype), cast(dv, dtype)};
  }

  private static Tensor cast(Tensor x, DType dtype) {
    return Call.unrecorded(() -> x.to(dtype));
  }

  // Side by side from the start of the array.
  private static Tensor whole(Tensor x) {
    boolean plain = x.isContiguous() && x.storageOffset() == 0;
    return plain ? x : Call.unrecorded(() -> x.detach().contiguous().clone());
  }

  @Override
  public Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    if (dropout != null) {
      return null; // Which weights are left out is known for these samples alone.
    }
    Tensor[] own = Operands.folded(b, x, 6);
    own[5] = Batching.folded(b.front(x, 5).transpose(1, 2)).transpose(0, 1);
    return Arrays.stream(Call.runAll(this, own)).map(b::unfolded).toArray(Tensor[]::new);
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] arrived) {
    Tensor mask = b.inputs() > 6 ? b.x(6) : null;
    Weights w = new Weights(scale, causal, dropout, b.x(1), b.x(2), b.x(3), mask);
    return new Second(w, b.x(0), arrived).gradients(b.inputs());
  }

  /// The gradient of φ = ⟨dQ, A⟩ + ⟨dK, B⟩ + ⟨dV, C⟩ for what arrives.
  ///
  /// With W = scale (A·Kᵀ + Q·Bᵀ), φ is ⟨dS, W⟩ + ⟨P, g·Cᵀ⟩: a function of P, dP and W. What is
  /// dropped is so on either side of each product.
  private record Second(Weights w, Tensor g, @Nullable Tensor[] arrived) {
    private Tensor orZeros(int i, Tensor like) {
      Tensor one = arrived[i];
      return one == null ? Gradus.zerosLike(like) : one;
    }

    private static Tensor rows(Tensor x) {
      return x.sum(-1).unsqueeze(-1);
    }

    @Nullable Tensor[] gradients(int inputs) {
      Tensor q = w.q();
      Tensor k = w.keys();
      Tensor v = w.values();
      Tensor a = orZeros(0, q);
      long times = q.size(1) / w.k().size(1);
      Tensor narrowB = orZeros(1, w.k());
      Tensor narrowC = orZeros(2, w.v());
      Tensor wideB = times == 1 ? narrowB : narrowB.repeatInterleave(times, 1);
      Tensor wideC = times == 1 ? narrowC : narrowC.repeatInterleave(times, 1);

      Tensor p = w.all();
      Tensor dp = w.dropped(g.matmul(v.mT()));
      Tensor ds = p.mul(dp.sub(rows(p.mul(dp))));
      Tensor by = a.matmul(k.mT()).add(q.matmul(wideB.mT())).mul(w.scale());
      Tensor meanW = rows(p.mul(by));
      Tensor byDp = w.dropped(p.mul(by.sub(meanW)));
      Tensor byP =
          by.mul(dp)
              .sub(meanW.mul(dp))
              .sub(rows(p.mul(dp)).mul(by))
              .add(w.dropped(g.matmul(wideC.mT())));
      Tensor byScores = p.mul(byP.sub(rows(p.mul(byP))));

      @Nullable Tensor[] out = new @Nullable Tensor[inputs];
      out[0] = byDp.matmul(v).add(w.dropped(p).matmul(wideC));
      out[1] = byScores.matmul(k).add(ds.matmul(wideB)).mul(w.scale());
      Tensor byK = byScores.mT().matmul(q).add(ds.mT().matmul(a)).mul(w.scale());
      out[2] = w.shared(byK, w.k());
      out[3] = w.shared(byDp.mT().matmul(g), w.v());
      if (inputs > 6) {
        out[6] = byScores;
      }
      return out;
    }
  }

  // The result and the kept are functions of the rest, which has their share.
  @Override
  public long savesInputs(long needs) {
    return 0b1001111;
  }
}
