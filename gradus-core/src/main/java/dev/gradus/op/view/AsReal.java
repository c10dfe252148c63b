package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.dtype.DType;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Parts;
import org.jspecify.annotations.Nullable;

/// The parts of complex numbers as real numbers, along a new last dimension.
public record AsReal() implements ViewOperation {
  @Override
  public String name() {
    return "view_as_real";
  }

  @Override
  public Layout view(Layout x) {
    return Parts.asReal(x);
  }

  @Override
  public DType dtype(DType x) {
    return x.toReal();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {AsComplex.of(g)};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return this;
  }
}
