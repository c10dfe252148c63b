package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.shape.Sizes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The product of all elements or along a dimension. Gradient: g times the product of the others.
///
/// @param overload 0 for all dimensions, 1 for one
/// @param dims the dimension; none means all
/// @param keepdim whether it stays with size 1
/// @param dtype the dtype of the result and of the multiplication
public record Prod(int overload, int[] dims, boolean keepdim, DType dtype)
    implements SingleOperation {
  @Override
  public String name() {
    return "prod";
  }

  @Override
  public String node() {
    return Operation.nodeName("prod", overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    return Reduce.prod(x[0], dims, keepdim, dtype);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = b.x(0);
    long[] sizes = b.sizes(0);
    Tensor whole = Dims.restored(g, sizes, dims, keepdim);
    if (!Call.any(x.detach().eq(0))) {
      return new Tensor[] {
        whole.mul(Dims.restored(b.y(), sizes, dims, keepdim).conj()).div(x.conj())
      };
    }
    Tensor others = dims.length == 0 ? others(x.reshape(-1), 0).reshape(sizes) : others(x, dims[0]);
    return new Tensor[] {whole.mul(others.conj())};
  }

  // What stands before an element times what stands behind it: nothing is divided, so zeros do no
  // harm.
  private static Tensor others(Tensor x, int dim) {
    if (x.dim() == 0) {
      return Gradus.onesLike(x);
    }
    return before(x, dim).mul(before(x.flip(dim), dim).flip(dim));
  }

  private static Tensor before(Tensor x, int dim) {
    long n = x.size(dim);
    Tensor one = Gradus.onesLike(x.narrow(dim, 0, 1));
    Tensor product = x.narrow(dim, 0, n - 1).cumprod(dim);
    return Gradus.cat(List.of(one, product), dim);
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  // The gradient of a product of several dimensions is that of a row.
  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    if (dims.length > 0) {
      return b.along(x[0], t -> Call.run(new Prod(1, b.dims(dims), keepdim, dtype), t));
    }
    int[] row = {1};
    Tensor y =
        Call.run(new Prod(1, row, false, dtype), x[0].reshape(b.sizes(Sizes.numel(b.sizes(0)))));
    return keepdim ? y.reshape(b.sizes(new Dims(b.examples()[0], dims).result(true))) : y;
  }
}
