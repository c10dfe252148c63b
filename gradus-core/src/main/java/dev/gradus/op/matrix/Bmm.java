package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The products of two batches of matrices. Gradient: g·bᴴ; aᴴ·g, each by batch.
public record Bmm() implements SingleOperation {
  @Override
  public String name() {
    return "bmm";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    MatrixChecks.bmm(x[0], x[1]);
    return Product.ofBatch(x[0], x[1]);
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
    Tensor a = t[0] == null ? null : t[0].bmm(x[1]);
    Tensor c = t[1] == null ? null : x[0].bmm(t[1]);
    return a == null ? c : c == null ? a : a.add(c);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return x[0].matmul(x[1]);
  }
}
