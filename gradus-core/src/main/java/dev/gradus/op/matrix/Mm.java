package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The product of two matrices. Gradient: g·bᴴ; aᴴ·g.
public record Mm() implements SingleOperation {
  @Override
  public String name() {
    return "mm";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    MatrixChecks.mm(x[0], x[1]);
    return Product.of(x[0], x[1]);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {
      b.needs(0) ? ProductGradient.ofLeft(b, 0, g, b.x(1)) : null,
      b.needs(1) ? ProductGradient.ofRight(b, 1, b.x(0), g) : null
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
    Tensor a = t[0] == null ? null : t[0].mm(x[1]);
    Tensor c = t[1] == null ? null : x[0].mm(t[1]);
    return a == null ? c : c == null ? a : a.add(c);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.hasAll() ? x[0].bmm(x[1]) : x[0].matmul(x[1]);
  }
}
