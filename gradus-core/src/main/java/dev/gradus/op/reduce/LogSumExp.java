package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import org.jspecify.annotations.Nullable;

/// The logarithm of the sum of exponentials over dimensions; the largest element is subtracted
/// first, so that nothing overflows. Gradient: g · exp(x − y).
///
/// @param dims the dimensions; none means all
/// @param keepdim whether they stay with size 1
public record LogSumExp(int[] dims, boolean keepdim) implements SingleOperation {
  @Override
  public String name() {
    return "logsumexp";
  }

  @Override
  public Tensor forward(Tensor[] in) {
    DType dtype = in[0].dtype();
    return Call.unrecorded(() -> {
      Tensor x = dtype.itemSize() == 2 ? in[0].to(DType.FLOAT32) : in[0];
      if (x.numel() == 0) {
        return x.exp().sum(dims, keepdim).log().to(dtype);
      }
      Tensor top = Reduce.extreme(true, x.real(), dims, true);
      top = top.maskedFill(top.isinf(), 0.0);
      Tensor logs = x.sub(top).exp().sum(dims, true).log().add(top);
      return (keepdim ? logs : logs.reshape(new Dims(x, dims).result(false))).to(dtype);
    });
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    long[] sizes = b.sizes(0);
    Tensor y = Dims.restored(b.y(), sizes, dims, keepdim);
    return new Tensor[] {Dims.restored(g, sizes, dims, keepdim).mul(b.x(0).sub(y).exp().conj())};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new LogSumExp(b.dims(dims), keepdim), t));
  }
}
