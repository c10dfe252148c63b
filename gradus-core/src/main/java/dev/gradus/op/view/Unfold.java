package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Windows along a dimension; what is in a window becomes the last dimension.
///
/// @param dim the dimension
/// @param size the length of a window
/// @param step the distance of neighbouring windows
public record Unfold(int dim, long size, long step) implements ViewOperation {
  @Override
  public String name() {
    return "unfold";
  }

  @Override
  public Layout view(Layout x) {
    int d = Axes.wrap(dim, x.rank());
    long own = x.rank() == 0 ? 1 : x.sizes()[d];
    if (size < 0) {
      throw new GradusArgumentException("size is " + size + " but must be >= 0");
    }
    if (size > own) {
      throw new GradusArgumentException(
          "maximum size for tensor at dimension " + d + " is " + own + " but size is " + size);
    }
    if (step <= 0) {
      throw new GradusArgumentException("step is " + step + " but must be > 0");
    }
    long[] sizes = Arrays.copyOf(x.sizes(), x.rank() + 1);
    long[] strides = Arrays.copyOf(x.strides(), x.rank() + 1);
    sizes[x.rank()] = size;
    strides[x.rank()] = x.rank() == 0 ? 1 : strides[d];
    if (d < x.rank()) {
      sizes[d] = (own - size) / step + 1;
      strides[d] *= step;
    }
    return Layout.of(sizes, strides, x.offset());
  }

  /// The reverse: tensors of these sizes of which every element is the sum over the windows that
  /// show it.
  public Tensor sums(Tensor shown, long... sizes) {
    return Call.run(new AddWindows(this, sizes), shown);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new AddWindows(this, b.sizes(0)), g)};
  }

  @Override
  public @Nullable ViewOperation batched(Batching b) {
    return b.rank(0) == 0 ? null : new Unfold(b.dims(dim)[0], size, step);
  }
}
