package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Contiguous;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Parts;
import org.jspecify.annotations.Nullable;

/// Pairs of real numbers along the last dimension as complex numbers.
public record AsComplex() implements ViewOperation {
  /// The complex numbers of a real tensor, copied first where its parts are not neighbours.
  public static Tensor of(Tensor x) {
    boolean fits = Parts.isComplex(x.layout());
    return Call.run(new AsComplex(), fits ? x : Call.run(new Contiguous(), x));
  }

  @Override
  public String name() {
    return "view_as_complex";
  }

  @Override
  public Layout view(Layout x) {
    return Parts.asComplex(x);
  }

  @Override
  public DType dtype(DType x) {
    return x.toComplex();
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g.viewAsReal()};
  }

  // The tangent may lie in memory in another way than the tensor.
  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : of(t[0]);
  }

  @Override
  public ViewOperation batched(Batching b) {
    return this;
  }
}
