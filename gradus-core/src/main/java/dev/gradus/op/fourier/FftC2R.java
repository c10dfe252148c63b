package dev.gradus.op.fourier;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.kernel.RealFourier;
import dev.gradus.op.pointwise.Copies;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The inverse of [FftR2C], up to the scale: real numbers from the half of a Hermitian spectrum.
/// Gradient: the one-sided transform of g, scaled alike, twice where an element stands for its
/// mirror image too.
///
/// @param dims the dimensions, none negative; the last is the half of one
/// @param scaling of the results
/// @param lastSize the size of the last dimension in the result
public record FftC2R(int[] dims, Scaling scaling, long lastSize) implements SingleOperation {
  @Override
  public String name() {
    return "_fft_c2r";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    int[] last = {dims[dims.length - 1]};
    int n = (int) lastSize;
    Tensor half = x[0];
    if (dims.length > 1) {
      int[] others = Arrays.copyOf(dims, dims.length - 1);
      int[] order = Spectra.order(half.layout(), others, others.length);
      half = Spectra.empty(x[0].layout().sizes(), order, x[0].dtype());
      Copies.copy(x[0], half);
      Spectra.transform(half, order, others, false, 1);
    }
    int[] order = Spectra.order(half.layout(), last, 1);
    Tensor from = Spectra.arranged(half, order);
    long[] sizes = from.layout().sizes().clone();
    sizes[last[0]] = n;
    Tensor y = Spectra.empty(sizes, order, from.dtype().toReal());
    if (y.numel() == 0) {
      return y;
    }
    try {
      RealFourier.backward(
          from.storage().array(),
          (int) from.layout().offset(),
          y.storage().array(),
          (int) (y.numel() / n),
          n,
          scaling.of(Spectra.count(sizes, dims)));
    } finally {
      Reference.reachabilityFence(from);
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor half = Call.run(new FftR2C(dims, scaling, true), g);
    int last = dims[dims.length - 1];
    int twice = (int) (lastSize - half.size(last));
    if (twice == 0) {
      return new Tensor[] {half};
    }
    long[] sizes = new long[half.dim()];
    Arrays.fill(sizes, 1);
    sizes[last] = half.size(last);
    Tensor weights = Gradus.ones(g.dtype(), sizes);
    Call.unrecorded(() -> weights.narrow(last, 1, twice).fill_(2));
    return new Tensor[] {half.mul(weights)};
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
    return Call.run(new FftC2R(b.dims(dims), scaling, lastSize), x[0]);
  }
}
