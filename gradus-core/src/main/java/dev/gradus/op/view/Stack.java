package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import dev.gradus.shape.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tensors of equal sizes side by side along a new dimension.
///
/// @param dim the new dimension, 0 … rank
public record Stack(int dim) implements SingleOperation {
  /// Checks the tensors and stacks them.
  public static Tensor of(List<Tensor> tensors, int dim) {
    if (tensors.isEmpty()) {
      throw new GradusArgumentException("stack expects a non-empty TensorList");
    }
    Tensor first = tensors.get(0);
    for (int k = 1; k < tensors.size(); k++) {
      if (!tensors.get(k).layout().sameSizes(first.layout())) {
        throw new GradusArgumentException(
            "stack expects each tensor to be equal size, but got "
                + Sizes.text(first.layout().sizes())
                + " at entry 0 and "
                + Sizes.text(tensors.get(k).layout().sizes())
                + " at entry "
                + k);
      }
    }
    return Call.run(new Stack(Axes.wrap(dim, first.dim() + 1)), tensors.toArray(new Tensor[0]));
  }

  @Override
  public String name() {
    return "stack";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    DType dtype = x[0].dtype();
    for (Tensor t : x) {
      dtype = Promotion.promote(dtype, t.dtype());
    }
    long[] sizes = Views.unsqueeze(x[0].layout(), dim).sizes().clone();
    sizes[dim] = x.length;
    Tensor y = Tensor.unfilled(Layout.contiguous(sizes), dtype);
    for (int k = 0; k < x.length; k++) {
      Copies.copy(x[k], Tensor.wrap(y.storage(), Views.select(y.layout(), dim, k), dtype));
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    for (int k = 0; k < out.length; k++) {
      out[k] = b.needs(k) ? g.select(dim, k) : null;
    }
    return out;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(new Stack(dim + 1), b.front(x));
  }
}
