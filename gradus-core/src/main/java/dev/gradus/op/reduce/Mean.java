package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// The mean over dimensions. Gradient: g / n repeated.
///
/// @param overload 0 for all dimensions, 1 for stated ones
/// @param dims the dimensions; none means all
/// @param keepdim whether they stay with size 1
/// @param dtype the dtype of the result
public record Mean(int overload, int[] dims, boolean keepdim, DType dtype)
    implements SingleOperation {
  @Override
  public String name() {
    return "mean";
  }

  @Override
  public String node() {
    return Operation.nodeName("mean", overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    long n = Dims.count(x[0].layout().sizes(), dims);
    // float16 and bfloat16 are rounded once, after the division.
    DType wide = dtype.itemSize() == 2 ? DType.FLOAT32 : dtype;
    return Call.unrecorded(() -> Reduce.sum(x[0], dims, keepdim, wide).div((double) n).to(dtype));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long[] sizes = b.sizes(0);
    Tensor restored = Dims.restored(g, sizes, dims, keepdim);
    long n = Dims.count(sizes, dims);
    return new Tensor[] {restored.expand(sizes).div((double) n)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new Mean(1, b.dims(dims), keepdim, dtype), t));
  }
}
