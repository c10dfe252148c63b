package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// The sum over dimensions in which a nan counts as 0. Gradient: g, 0 at a nan.
///
/// @param dims the dimensions; none means all
/// @param keepdim whether they stay with size 1
/// @param dtype the dtype of the result
public record NanSum(int[] dims, boolean keepdim, DType dtype) implements SingleOperation {
  @Override
  public String name() {
    return "nansum";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor numbers =
        x[0].dtype().isIntegral()
            ? x[0]
            : Call.unrecorded(() -> x[0].maskedFill(x[0].isnan(), 0.0));
    return Reduce.sum(numbers, dims, keepdim, dtype);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor nan = b.x(0).detach().isnan();
    Tensor whole = Dims.restored(g, b.sizes(0), dims, keepdim).expand(b.sizes(0));
    return new Tensor[] {whole.mul(nan.logicalNot())};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new NanSum(b.dims(dims), keepdim, dtype), t));
  }
}
