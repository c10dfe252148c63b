package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.shape.ResultLayout;
import org.jspecify.annotations.Nullable;

/// The same values in another dtype. Gradient: cast back.
///
/// @param dtype the dtype of the result
public record Cast(DType dtype) implements SingleOperation {
  @Override
  public String name() {
    return "_to_copy";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Tensor.emptyStrided(ResultLayout.of(x[0].layout().sizes(), x[0].layout()), dtype);
    Copies.copy(x[0], y);
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    // Between real and complex numbers the graph does it, where the gradient arrives.
    DType source = b.dtype(0);
    return new Tensor[] {source.isComplex() == g.isComplex() ? g.to(source) : g};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : t[0].to(dtype);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
