package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.PlainSum;
import java.lang.ref.Reference;
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
  public Tensor forward(Tensor[] in) {
    // A float result of an integer input is summed as floats: cast first, as PyTorch does.
    Tensor x = in[0].dtype().isIntegral() && !dtype.isIntegral() ? cast(in[0]) : in[0];
    Dims d = new Dims(x, dims);
    Tensor y = Tensor.empty(dtype, d.result(keepdim));
    try {
      PlainSum.sum(
          dtype,
          d.keptSizes(),
          d.keptStrides(),
          d.reducedSizes(),
          d.reducedStrides(),
          x.storage().array(),
          x.layout().offset(),
          y.storage().array());
    } finally {
      Reference.reachabilityFence(x);
    }
    return y;
  }

  private Tensor cast(Tensor x) {
    Tensor y = Tensor.empty(dtype, x.layout().sizes());
    dev.gradus.op.pointwise.Copies.copy(x, y);
    return y;
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
}
