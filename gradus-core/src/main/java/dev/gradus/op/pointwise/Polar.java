package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Complex;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.ResultLayout;
import org.jspecify.annotations.Nullable;

/// Complex numbers from their sizes and angles. Gradient: the real parts of conj(g) · sgn(y) and of
/// conj(g) · i y.
public record Polar() implements SingleOperation {
  @Override
  public String name() {
    return "polar";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] sizes = Broadcast.sizes(x[0].layout().sizes(), x[1].layout().sizes());
    Tensor y =
        Tensor.emptyStrided(
            ResultLayout.of(sizes, x[0].layout(), x[1].layout()), x[0].dtype().toComplex());
    ComplexRows.POLAR_RE.call().forwardInto(ComplexCopy.part(y, 0), x);
    ComplexRows.POLAR_IM.call().forwardInto(ComplexCopy.part(y, 1), x);
    return y;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor y = b.y();
    Tensor conj = g.conj();
    return new Tensor[] {
      b.needs(0) ? conj.mul(y.sgn()).real() : null,
      b.needs(1) ? conj.mul(y.mul(Complex.I)).real() : null
    };
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, b.aligned(x));
  }
}
