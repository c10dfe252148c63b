package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Reduction;
import dev.gradus.shape.Axes;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The largest or smallest elements along a dimension, and where they are. Gradient: to the element
/// that was chosen, the first of equal ones.
///
/// @param max whether the largest
/// @param dim the dimension, 0 … rank-1
/// @param keepdim whether it stays with size 1
public record ExtremeDim(boolean max, int dim, boolean keepdim) implements Operation {
  @Override
  public String name() {
    return max ? "max" : "min";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] in) {
    Tensor x = in[0];
    Extreme.check(name(), x, dim);
    Dims d = new Dims(x, dim);
    Tensor values = Tensor.empty(x.dtype(), d.result(keepdim));
    Tensor indices = Tensor.empty(DType.INT64, d.result(keepdim));
    try {
      long[] places = (long[]) indices.storage().array();
      Object from = x.storage().array();
      Object to = values.storage().array();
      long[] ks = d.keptSizes();
      long[] kst = d.keptStrides();
      long[] rs = d.reducedSizes();
      long[] rst = d.reducedStrides();
      long xo = x.layout().offset();
      if (max) {
        Reduction.maxWithIndices(x.dtype(), ks, kst, rs, rst, from, xo, to, places, 0);
      } else {
        Reduction.minWithIndices(x.dtype(), ks, kst, rs, rst, from, xo, to, places, 0);
      }
    } finally {
      Reference.reachabilityFence(x);
    }
    return new Tensor[] {values, indices};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    long[] sizes = b.sizes(0);
    int[] dims = {dim};
    Tensor at = Dims.restored(b.y(1), sizes, dims, keepdim);
    Tensor chosen = Places.along(sizes, dim).eq(at);
    Tensor value = Dims.restored(Objects.requireNonNull(g[0]), sizes, dims, keepdim);
    return new Tensor[] {value.expand(sizes).maskedFill(chosen.logicalNot(), 0)};
  }

  @Override
  public long savesOutputs(long needs) {
    return 2;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  /// The dimension as 0 … rank-1.
  public static int wrap(Tensor x, int dim) {
    return Axes.wrap(dim, x.dim());
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return b.allAlong(x[0], t -> Call.runAll(new ExtremeDim(max, b.dims(dim)[0], keepdim), t));
  }
}
