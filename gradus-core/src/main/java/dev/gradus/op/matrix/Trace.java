package dev.gradus.op.matrix;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// The sum of a matrix's diagonal. Gradient: g on the diagonal.
public record Trace() implements SingleOperation {
  @Override
  public String name() {
    return "trace";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    if (x[0].dim() != 2) {
      throw new GradusArgumentException(
          "trace: expected a matrix, but got tensor with dim " + x[0].dim());
    }
    return Call.unrecorded(() -> x[0].diagonal(0, 0, 1).sum());
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long[] sizes = b.sizes(0);
    return new Tensor[] {Gradus.eye(g.dtype(), sizes[0], sizes[1]).mul(g)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return x[0].diagonal(0, 1, 2).sum(-1);
  }
}
