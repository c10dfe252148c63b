package dev.gradus.op.random;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Generator;
import dev.gradus.InPlaceOperation;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.RandomSamples;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/// Leaky relu with slopes that were drawn: of two inputs the product, the second being 1 where the
/// first is above 0. Gradient: g · slope.
///
/// @param overload 0, in place 1
public record RandomRelu(int overload) implements InPlaceOperation {
  /// `rrelu(x, lower, upper, training)`.
  public static Tensor of(
      Tensor x,
      double lower,
      double upper,
      boolean training,
      @Nullable Generator generator,
      boolean inPlace) {
    Samples.floating("rrelu_with_noise_out_cpu", x, "rrelu");
    if (!training) {
      double slope = (lower + upper) / 2;
      return inPlace ? x.leakyRelu_(slope) : x.leakyRelu(slope);
    }
    Wording.require(
        lower <= upper,
        "Expected from <= to to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)",
        "rrelu: lower is " + lower + ", upper is " + upper + "; slopes lie between them.");
    Tensor slopes = slopes(x, lower, upper, generator);
    return inPlace
        ? Call.inPlace(new RandomRelu(1), x, slopes)
        : Call.run(new RandomRelu(0), x, slopes);
  }

  // In float32 for the narrow dtypes, as PyTorch multiplies.
  private static Tensor slopes(
      Tensor x, double lower, double upper, @Nullable Generator generator) {
    boolean wide = x.dtype() == DType.FLOAT64;
    double low = wide ? lower : (float) lower;
    double high = wide ? upper : (float) upper;
    Tensor from = Call.unrecorded(() -> x.detach().contiguous());
    Tensor y = Tensor.unfilled(Layout.contiguous(x.shape()), wide ? DType.FLOAT64 : DType.FLOAT32);
    int at = Math.toIntExact(from.storageOffset());
    int count = Math.toIntExact(from.numel());
    if (count > 0) {
      try {
        Filling.source(generator)
            .draw(g ->
                RandomSamples.slopes(
                    g,
                    from.dtype(),
                    from.storage().array(),
                    at,
                    y.storage().array(),
                    0,
                    count,
                    low,
                    high));
      } finally {
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(y);
      }
    }
    return y;
  }

  @Override
  public String name() {
    return "rrelu_with_noise";
  }

  @Override
  public String node() {
    return Operation.nodeName(name(), overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    DType dtype = x[0].dtype();
    return Call.unrecorded(() -> x[0].mul(x[1]).to(dtype));
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    // The slopes were drawn for this tensor.
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Copies.copy(forward(x), target);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new @Nullable Tensor[] {g.mul(b.x(1).to(g.dtype())), null};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor moved = t[0];
    return moved == null ? null : moved.mul(x[1].to(moved.dtype()));
  }

  @Override
  public long savesInputs(long needs) {
    return 2;
  }
}
