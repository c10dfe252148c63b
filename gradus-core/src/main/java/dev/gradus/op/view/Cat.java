package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tensors one after another along a dimension.
///
/// @param dim the dimension, 0 … rank-1
/// @param lengths the length of each tensor along it; -1 for one that is left out (see [#of])
public record Cat(int dim, long... lengths) implements SingleOperation {
  /// Checks the tensors and joins them. A one-dimensional tensor without elements fits anywhere and
  /// adds nothing, as PyTorch allows for old programs.
  public static Tensor of(List<Tensor> tensors, int dim) {
    if (tensors.isEmpty()) {
      throw new GradusArgumentException("torch.cat(): expected a non-empty list of Tensors");
    }
    Tensor first =
        tensors.stream().filter(t -> !fitsAnywhere(t)).findFirst().orElse(tensors.get(0));
    int d = Axes.wrap(dim, first.dim());
    long[] lengths = new long[tensors.size()];
    for (int k = 0; k < lengths.length; k++) {
      Tensor t = tensors.get(k);
      boolean skipped = fitsAnywhere(t) && first.dim() != 1;
      if (!skipped) {
        check(first, t, k, d);
      }
      lengths[k] = skipped ? -1 : t.layout().sizes()[d];
    }
    return Call.run(new Cat(d, lengths), tensors.toArray(new Tensor[0]));
  }

  private static boolean fitsAnywhere(Tensor t) {
    return t.dim() == 1 && t.numel() == 0;
  }

  private static void check(Tensor first, Tensor t, int position, int dim) {
    if (t.dim() == 0) {
      throw new GradusArgumentException(
          "zero-dimensional tensor (at position " + position + ") cannot be concatenated");
    }
    if (t.dim() != first.dim()) {
      throw new GradusArgumentException(
          "Tensors must have same number of dimensions: got " + first.dim() + " and " + t.dim());
    }
    for (int d = 0; d < t.dim(); d++) {
      long wanted = first.layout().sizes()[d];
      long got = t.layout().sizes()[d];
      if (d != dim && wanted != got) {
        throw new GradusArgumentException(
            "Sizes of tensors must match except in dimension "
                + dim
                + ". Expected size "
                + wanted
                + " but got size "
                + got
                + " for tensor number "
                + position
                + " in the list.");
      }
    }
  }

  @Override
  public String name() {
    return "cat";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    DType dtype = x[0].dtype();
    long total = 0;
    Tensor like = x[0];
    for (int k = 0; k < x.length; k++) {
      dtype = Promotion.promote(dtype, x[k].dtype());
      if (lengths[k] >= 0) {
        like = x[k];
        total += lengths[k];
      }
    }
    long[] sizes = like.shape();
    sizes[dim] = total;
    Tensor y = Tensor.unfilled(Layout.contiguous(sizes), dtype);
    long start = 0;
    for (int k = 0; k < x.length; k++) {
      if (lengths[k] >= 0) {
        Copies.copy(
            x[k],
            Tensor.wrap(y.storage(), Views.narrow(y.layout(), dim, start, lengths[k]), dtype));
        start += lengths[k];
      }
    }
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[lengths.length];
    long start = 0;
    for (int k = 0; k < lengths.length; k++) {
      if (lengths[k] >= 0) {
        out[k] = b.needs(k) ? g.narrow(dim, start, lengths[k]) : null;
        start += lengths[k];
      } else if (b.needs(k)) {
        out[k] = Gradus.zeros(g.dtype(), b.sizes(k));
      }
    }
    return out;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(new Cat(dim + 1, lengths), b.front(x));
  }
}
