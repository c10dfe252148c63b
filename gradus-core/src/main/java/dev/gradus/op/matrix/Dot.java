package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The inner product of two vectors. Gradient: g · conj(b); g · conj(a).
public record Dot() implements SingleOperation {
  @Override
  public String name() {
    return "dot";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    MatrixChecks.dot(x[0], x[1]);
    return Product.dot(x[0], x[1]);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      b.needs(0) ? g.mul(b.x(1).conj()) : null, b.needs(1) ? g.mul(b.x(0).conj()) : null
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
    Tensor a = t[0] == null ? null : t[0].dot(x[1]);
    Tensor c = t[1] == null ? null : x[0].dot(t[1]);
    return a == null ? c : c == null ? a : a.add(c);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Batching.dots(b.front(x, 0), b.front(x, 1));
  }
}
