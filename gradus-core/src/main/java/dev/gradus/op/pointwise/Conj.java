package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;
import org.jspecify.annotations.Nullable;

/// The complex conjugate of a complex tensor.
///
/// @param name `conj` or `conj_physical`
public record Conj(String name) implements InPlaceOperation {
  @Override
  public Tensor forward(Tensor[] x) {
    return ComplexRows.CONJ.call().forward(x);
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {}

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    ComplexRows.CONJ.call().forwardInto(target, x);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {g.conj()};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
