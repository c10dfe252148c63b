package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// The diagonal of two dimensions, which disappear; it comes last.
///
/// @param offset how far above the main diagonal
/// @param dim1 the rows
/// @param dim2 the columns
public record Diagonal(long offset, int dim1, int dim2) implements ViewOperation {
  @Override
  public String name() {
    return "diagonal";
  }

  @Override
  public Layout view(Layout x) {
    int a = Axes.wrap(dim1, x.rank());
    int b = Axes.wrap(dim2, x.rank());
    checkDifferent(a, b, dim1, dim2);
    long[] own = x.sizes();
    long[] steps = x.strides();
    long length =
        offset >= 0
            ? Math.max(Math.min(own[a], own[b] - offset), 0)
            : Math.max(Math.min(own[a] + offset, own[b]), 0);
    long start = length == 0 ? 0 : offset >= 0 ? offset * steps[b] : -offset * steps[a];
    long[] sizes = new long[own.length - 1];
    long[] strides = new long[own.length - 1];
    int n = 0;
    for (int d = 0; d < own.length; d++) {
      if (d != a && d != b) {
        sizes[n] = own[d];
        strides[n++] = steps[d];
      }
    }
    sizes[n] = length;
    strides[n] = steps[a] + steps[b];
    return Layout.of(sizes, strides, x.offset() + start);
  }

  static void checkDifferent(int a, int b, int dim1, int dim2) {
    if (a == b) {
      throw new GradusArgumentException(
          "diagonal dimensions cannot be identical " + dim1 + ", " + dim2);
    }
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Embed(this, b.sizes(0)), g)};
  }

  @Override
  public ViewOperation batched(Batching b) {
    return new Diagonal(offset, b.dims(dim1)[0], b.dims(dim2)[0]);
  }
}
