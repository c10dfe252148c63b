package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Axes;
import org.jspecify.annotations.Nullable;

/// Exponentials along a dimension divided by their sum, or the logarithms of that. The largest
/// element is subtracted first, so that nothing overflows.
///
/// Gradient: y · (g − Σ g·y), or of the logarithm g − exp(y) · Σ g.
///
/// @param log whether the logarithm
/// @param dim the dimension
public record Softmax(boolean log, int dim) implements SingleOperation {
  /// Checks dimension and dtype.
  public static Softmax of(boolean log, Tensor x, int dim) {
    String name = log ? "log_softmax" : "softmax";
    if (!x.dtype().isFloatingPoint()) {
      throw new GradusUnsupportedException(
          "\""
              + name
              + "_lastdim_kernel_impl\" not implemented for '"
              + x.dtype().scalarName()
              + "'\n"
              + name
              + ": the tensor has dtype "
              + x.dtype()
              + "; convert it first with to(float32).");
    }
    return new Softmax(log, Axes.wrap(dim, x.dim()));
  }

  @Override
  public String name() {
    return log ? "_log_softmax" : "_softmax";
  }

  @Override
  public String node() {
    return Operation.nodeName(log ? "log_softmax" : "softmax", 0);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    if (x[0].numel() == 0) {
      return Tensor.empty(x[0].dtype(), x[0].layout().sizes());
    }
    DType dtype = x[0].dtype();
    Tensor wide = dtype.itemSize() == 2 ? x[0].to(DType.FLOAT32) : x[0];
    return Call.unrecorded(() -> compute(wide.contiguous()).to(dtype));
  }

  private Tensor compute(Tensor x) {
    int[] dims = {dim};
    Tensor shifted = x.sub(Reduce.extreme(true, x, dims, true));
    Tensor powers = shifted.exp();
    Tensor sum = Reduce.sum(powers, dims, true, x.dtype());
    return log ? shifted.sub_(sum.log()) : powers.div_(sum);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor y = b.y();
    int[] dims = {dim};
    if (log) {
      return new Tensor[] {g.sub(y.exp().mul(g.sum(dims, true)))};
    }
    Tensor gy = g.mul(y);
    return new Tensor[] {gy.sub(y.mul(gy.sum(dims, true)))};
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor v = t[0];
    if (v == null) {
      return null;
    }
    int[] dims = {dim};
    if (log) {
      return v.sub(y.exp().mul(v).sum(dims, true));
    }
    Tensor yv = y.mul(v);
    return yv.sub(y.mul(yv.sum(dims, true)));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new Softmax(log, b.dims(dim)[0]), t));
  }
}
