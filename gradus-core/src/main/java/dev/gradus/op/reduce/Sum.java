package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// The sum over dimensions. Gradient: g repeated.
///
/// @param overload 0 for all dimensions, 1 for stated ones
/// @param dims the dimensions; none means all
/// @param keepdim whether they stay with size 1
/// @param dtype the dtype of the result and of the addition
public record Sum(int overload, int[] dims, boolean keepdim, DType dtype)
    implements SingleOperation {
  /// The dtype of a sum that states none: integers and bool are summed in int64.
  public static DType resultDtype(Tensor x) {
    return x.dtype().isIntegral() ? DType.INT64 : x.dtype();
  }

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public String node() {
    return Operation.nodeName("sum", overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Reduce.sum(x[0], dims, keepdim, dtype);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long[] sizes = b.sizes(0);
    return new Tensor[] {Dims.restored(g, sizes, dims, keepdim).expand(sizes)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    return t[0] == null ? null : Call.run(this, t[0]);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new Sum(1, b.dims(dims), keepdim, dtype), t));
  }
}
