package dev.gradus.op.fourier;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.op.pointwise.Copies;
import org.jspecify.annotations.Nullable;

/// The transform of complex numbers. Gradient: the transform the other way, scaled alike.
///
/// @param dims the dimensions, none negative
/// @param scaling of the results
/// @param forward with the exponent −2πi/n, else +2πi/n
public record FftC2C(int[] dims, Scaling scaling, boolean forward) implements SingleOperation {
  @Override
  public String name() {
    return "_fft_c2c";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] sizes = x[0].layout().sizes();
    int[] order = Spectra.order(x[0].layout(), dims, dims.length);
    Tensor y = Spectra.empty(sizes, order, x[0].dtype());
    Copies.copy(x[0], y);
    Spectra.transform(y, order, dims, forward, scaling.of(Spectra.count(sizes, dims)));
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new FftC2C(dims, scaling, !forward), g)};
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(new FftC2C(b.dims(dims), scaling, forward), x[0]);
  }
}
