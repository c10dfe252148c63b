package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// A matrix times a vector. Gradient: the outer product of g and conj(b); aᴴ·g.
public record Mv() implements SingleOperation {
  @Override
  public String name() {
    return "mv";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    MatrixChecks.mv(x[0], x[1]);
    Tensor column = Reshaped.column(x[1]);
    return Reshaped.flat(Product.of(x[0], column));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      b.needs(0) ? g.unsqueeze(1).mul(b.x(1).conj()) : null,
      b.needs(1) ? b.x(0).t().conj().mv(g) : null
    };
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public long savesInputs(long needs) {
    return ((needs & 1) << 1) | (needs >>> 1 & 1);
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor a = t[0] == null ? null : t[0].mv(x[1]);
    Tensor c = t[1] == null ? null : x[0].mv(t[1]);
    return a == null ? c : c == null ? a : a.add(c);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.has(1) ? x[0].matmul(x[1].unsqueeze(-1)).squeeze(-1) : x[0].matmul(x[1]);
  }
}
