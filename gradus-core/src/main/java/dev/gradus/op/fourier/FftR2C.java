package dev.gradus.op.fourier;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.RealFourier;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The transform of real numbers. Gradient: the real part of the transform the other way, scaled
/// alike, of g with zeros for what the result leaves out.
///
/// @param dims the dimensions, none negative; the last is halved
/// @param scaling of the results
/// @param onesided whether the last dimension has the elements up to n/2 only
public record FftR2C(int[] dims, Scaling scaling, boolean onesided) implements SingleOperation {
  @Override
  public String name() {
    return "_fft_r2c";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long[] sizes = x[0].layout().sizes().clone();
    int last = dims[dims.length - 1];
    int n = (int) sizes[last];
    double scale = scaling.of(Spectra.count(sizes, dims));
    int[] order = Spectra.order(x[0].layout(), dims, dims.length - 1);
    Tensor from = Spectra.arranged(x[0], order);
    if (onesided) {
      sizes[last] = n / 2 + 1L;
    }
    Tensor y = Spectra.empty(sizes, order, x[0].dtype().toComplex());
    if (y.numel() == 0) {
      return y;
    }
    boolean alone = dims.length == 1;
    try {
      RealFourier.forward(
          from.storage().array(),
          (int) from.layout().offset(),
          y.storage().array(),
          (int) (from.numel() / n),
          n,
          onesided,
          alone ? scale : 1);
    } finally {
      Reference.reachabilityFence(from);
    }
    Spectra.transform(y, order, Arrays.copyOf(dims, dims.length - 1), true, scale);
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    int last = dims[dims.length - 1];
    long missing = b.sizes(0)[last] - g.size(last);
    Tensor whole = g;
    if (missing > 0) {
      long[] widths = new long[2 * (g.dim() - last)];
      widths[widths.length - 1] = missing;
      whole = g.pad(widths);
    }
    return new Tensor[] {Call.run(new FftC2C(dims, scaling, false), whole).real()};
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
    return Call.run(new FftR2C(b.dims(dims), scaling, onesided), x[0]);
  }
}
