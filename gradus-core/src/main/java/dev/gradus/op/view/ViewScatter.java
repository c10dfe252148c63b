package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A copy of the first input with the second written where a view of it is.
///
/// Gradient: to the first what arrives outside the view, to the second what arrives in it. The
/// view's geometry must not overlap itself.
///
/// @param view the view
public record ViewScatter(ViewOperation view) implements SingleOperation {
  /// Checks that the source has the sizes of the view.
  public static Tensor of(ViewOperation view, Tensor x, Tensor src) {
    long[] sizes = view.view(Layout.contiguous(x.layout().sizes())).sizes();
    if (!Arrays.equals(sizes, src.layout().sizes())) {
      throw new GradusArgumentException(
          "expected src to have a size equal to the slice of self. src size = "
              + Sizes.text(src.layout().sizes())
              + ", slice size = "
              + Sizes.text(sizes)
              + "\n"
              + view.name()
              + "_scatter: the tensor has sizes "
              + Sizes.text(x.layout().sizes())
              + ".");
    }
    return Call.run(new ViewScatter(view), x, src);
  }

  @Override
  public String name() {
    return view.name() + "_scatter";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor y = Tensor.unfilled(Layout.contiguous(x[0].layout().sizes()), x[0].dtype());
    Copies.copy(x[0], y);
    Copies.copy(x[1], Tensor.wrap(y.storage(), view.view(y.layout()), y.dtype()));
    return y;
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor inside = Call.run(view, g.contiguous());
    Tensor first = b.needs(0) ? first(g, inside) : null;
    return new @Nullable Tensor[] {first, b.needs(1) ? inside : null};
  }

  // PyTorch gives the first input of as_strided_scatter what arrives in the view instead of what
  // arrives outside; we agree with it, as with all recorded gradients.
  private Tensor first(Tensor g, Tensor inside) {
    return view instanceof AsStrided
        ? Call.run(this, Gradus.zerosLike(g), inside)
        : Call.run(this, g, Gradus.zeros(g.dtype(), inside.layout().sizes()));
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    ViewOperation all = view.batched(b);
    return all == null ? null : Call.run(new ViewScatter(all), b.front(x));
  }
}
