package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// The variance or its root over dimensions, with or without the mean.
///
/// Two passes: the squares are those of the distances from the mean, less what the rounding of the
/// mean put into them. Gradient of the variance: g · 2 (x − mean) / (n − correction); of the root
/// that divided by twice the root, 0 where the root is 0.
///
/// @param root whether the standard deviation
/// @param withMean whether the mean is a second result
/// @param dims the dimensions; none means all
/// @param correction what is subtracted from the number of elements
/// @param keepdim whether the dimensions stay with size 1
public record Variance(
    boolean root, boolean withMean, int[] dims, double correction, boolean keepdim)
    implements Operation {
  private static final double LEAST = 0x1p-80;
  private static final double MOST = 0x1p120;

  // What is divided by less may become infinite.
  private static final double LEAST_DIVISOR = 0x1p-100;

  @Override
  public String name() {
    return (root ? "std" : "var") + (withMean ? "_mean" : "");
  }

  @Override
  public int outputs() {
    return withMean ? 2 : 1;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    DType dtype = x[0].dtype();
    Tensor[] out = new Tensor[outputs()];
    out[0] =
        Call.unrecorded(() -> {
          Tensor wide = dtype.itemSize() == 2 ? x[0].to(DType.FLOAT32) : x[0];
          double n = Dims.count(wide.layout().sizes(), dims);
          Tensor mean = wide.sum(dims, true).div(n);
          if (withMean) {
            Tensor shown = keepdim ? mean : wide.sum(dims, false).div(n);
            out[1] = shown.to(dtype);
          }
          Tensor variance = variance(wide.sub(mean), n);
          if (root && variance.dtype() == DType.FLOAT32 && !inRange(variance)) {
            Tensor doubles = wide.to(wide.isComplex() ? DType.COMPLEX128 : DType.FLOAT64);
            variance = variance(doubles.sub(doubles.sum(dims, true).div(n)), n);
          }
          return (root ? variance.sqrt() : variance).to(dtype.toReal());
        });
    return out;
  }

  private Tensor variance(Tensor off, double n) {
    Tensor squares = squares(off.real(), n);
    if (off.isComplex()) {
      squares = squares.add(squares(off.imag(), n));
    }
    return squares.div(Math.max(0, n - correction));
  }

  /// Whether no square can have overflowed or vanished, so that the root has all its digits.
  private static boolean inRange(Tensor variance) {
    return variance.ge(LEAST).logicalAnd(variance.le(MOST)).all().itemBoolean();
  }

  private Tensor squares(Tensor off, double n) {
    Tensor rest = off.sum(dims, keepdim);
    return off.mul(off).sum(dims, keepdim).sub(rest.mul(rest).div(n)).clampMin(0.0);
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor x = b.x(0);
    long[] sizes = b.sizes(0);
    double n = Dims.count(sizes, dims);
    Tensor total = null;
    Tensor spread = g[0];
    if (spread != null) {
      Tensor off = x.sub(x.mean(dims, true));
      if (root) {
        Tensor y = b.y(0);
        // Masked before and after, so that the transpose and the second derivative are no nan.
        Tensor none = y.detach().eq(0);
        Tensor twice = y.mul(2).maskedFill(none, 1);
        spread = spread.maskedFill(none, 0);
        if (Call.any(twice.detach().lt(LEAST_DIVISOR))) {
          off = off.div(Dims.restored(twice, sizes, dims, keepdim));
        } else {
          spread = spread.div(twice);
        }
      }
      total = Dims.restored(spread, sizes, dims, keepdim).mul(2 / (n - correction)).mul(off);
    }
    Tensor mean = withMean ? g[1] : null;
    if (mean != null) {
      Tensor even = Dims.restored(mean, sizes, dims, keepdim).expand(sizes).div(n);
      total = total == null ? even : total.add(even);
    }
    return new @Nullable Tensor[] {total};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return root ? 1 : 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return b.allAlong(
        x[0], t -> Call.runAll(new Variance(root, withMean, b.dims(dims), correction, keepdim), t));
  }
}
