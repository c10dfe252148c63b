package dev.gradus.op.reduce;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Axes;
import org.jspecify.annotations.Nullable;

/// The largest or smallest element; nan wins. Gradient: shared evenly by all elements that equal
/// it.
///
/// @param name `max`, `min`, `amax` or `amin`
/// @param overload the number behind the node's name
/// @param dims the dimensions; none means all
/// @param keepdim whether they stay with size 1
public record Extreme(String name, int overload, int[] dims, boolean keepdim)
    implements SingleOperation {
  @Override
  public String node() {
    return Operation.nodeName(name, overload);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    check(name, x[0], dims);
    return Reduce.extreme(name.endsWith("max"), x[0], dims, keepdim);
  }

  /// Checks that elements can be larger and smaller.
  static void checkOrder(String name, Tensor x) {
    if (x.dtype().isComplex()) {
      throw new GradusUnsupportedException(
          name
              + "(): does not support complex input\n"
              + name
              + ": complex numbers have no order.");
    }
  }

  /// Checks that there is something to choose from.
  static void check(String name, Tensor x, int... dims) {
    checkOrder(name, x);
    if (x.numel() > 0) {
      return;
    }
    if (dims.length == 0) {
      throw new GradusArgumentException(
          name
              + "(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.");
    }
    for (int dim : dims) {
      int d = Axes.wrap(dim, x.dim());
      if (x.layout().sizes()[d] == 0) {
        throw new GradusIndexException(
            name + "(): Expected reduction dim " + d + " to have non-zero size.");
      }
    }
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor x = b.x(0);
    long[] sizes = b.sizes(0);
    Tensor y = Dims.restored(b.y(), sizes, dims, keepdim);
    Tensor equal = x.detach().eq(y.detach());
    if (Call.any(x.isnan())) {
      equal = equal.logicalOr(x.detach().isnan().logicalAnd(y.detach().isnan()));
    }
    Tensor mask = equal.to(g.dtype());
    Tensor share = mask.div(mask.sum(dims, true));
    return new Tensor[] {Dims.restored(g, sizes, dims, keepdim).mul(share)};
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
    return b.along(x[0], t -> Call.run(new Extreme(name, overload, b.dims(dims), keepdim), t));
  }
}
