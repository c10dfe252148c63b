package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.shape.ResultLayout;
import org.jspecify.annotations.Nullable;

/// A copy with memory of its own, in the same order of dimensions.
public record CloneOf() implements SingleOperation {
  @Override
  public String name() {
    return "clone";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y =
        Tensor.emptyStrided(ResultLayout.of(x[0].layout().sizes(), x[0].layout()), x[0].dtype());
    Copies.copy(x[0], y);
    return y;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(Copies.CLONE, t[0]);
  }
}
