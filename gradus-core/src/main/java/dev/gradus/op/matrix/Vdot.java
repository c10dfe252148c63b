package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.op.pointwise.Conj;
import org.jspecify.annotations.Nullable;

/// The inner product of two vectors, the first one conjugated. Gradient: conj(g) · b; g · a.
public record Vdot() implements SingleOperation {
  @Override
  public String name() {
    return "vdot";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    MatrixChecks.dot(x[0], x[1]);
    Tensor first = x[0].dtype().isComplex() ? new Conj("conj").forward(x) : x[0];
    return Product.dot(first, x[1]);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      b.needs(0) ? g.conj().mul(b.x(1)) : null, b.needs(1) ? g.mul(b.x(0)) : null
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
    Tensor a = t[0] == null ? null : t[0].vdot(x[1]);
    Tensor c = t[1] == null ? null : x[0].vdot(t[1]);
    return a == null ? c : c == null ? a : a.add(c);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Batching.dots(b.front(x, 0).conj(), b.front(x, 1));
  }
}
