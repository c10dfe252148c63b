package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.PointwiseLoop;
import dev.gradus.shape.ResultLayout;
import org.jspecify.annotations.Nullable;

/// The complex conjugate of a complex tensor.
///
/// @param name `conj` or `conj_physical`
public record Conj(String name) implements InPlaceOperation {
  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y =
        Tensor.emptyStrided(ResultLayout.of(x[0].layout().sizes(), x[0].layout()), x[0].dtype());
    forwardInto(y, x);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {}

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    if (target != x[0]) {
      Copies.copy(ComplexCopy.part(x[0], 0), ComplexCopy.part(target, 0));
    }
    DType real = target.dtype().toReal();
    PointwiseLoop negate = Arithmetic.NEG.loop(real, real, new DType[] {real});
    Tensor[] imaginary = {ComplexCopy.part(x[0], 1)};
    Launch.run(negate, ComplexCopy.part(target, 1), imaginary, new long[0]);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g.conj()};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }
}
