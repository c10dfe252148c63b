package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// A row-major copy.
public record Contiguous() implements SingleOperation {
  @Override
  public String name() {
    return "clone";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Tensor.unfilled(Layout.contiguous(x[0].layout().sizes()), x[0].dtype());
    Copies.copy(x[0], y);
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0];
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
