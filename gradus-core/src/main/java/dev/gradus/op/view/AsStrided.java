package dev.gradus.op.view;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.ViewOperation;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// A view of any geometry.
///
/// The gradient depends on how the input itself lies in memory: it says which of its elements the
/// view shows.
///
/// @param geometry the view; its offset counts from the input's first element
/// @param input sizes and strides of the input, at offset 0
public record AsStrided(Layout geometry, Layout input) implements ViewOperation {
  /// The operation that makes a view with one layout from a tensor with another, both in the same
  /// memory.
  public static AsStrided of(Layout view, Layout input) {
    return new AsStrided(view.at(view.offset() - input.offset()), input.at(0));
  }

  /// As [#of] of a tensor, with the offset in its memory. **Errors**: beyond the memory.
  public static AsStrided checked(Tensor x, long[] sizes, long[] strides, long offset) {
    Layout own = Layout.of(sizes.clone(), strides.clone(), offset);
    long slots = Call.isHidden(x) ? -1 : x.storage().slots() / (x.isComplex() ? 2 : 1);
    if (slots >= 0 && (own.lastIndex() >= slots || offset < 0)) {
      long bytes = x.dtype().itemSize();
      throw new GradusArgumentException(
          "setStorage: sizes "
              + Sizes.text(sizes)
              + ", strides "
              + Sizes.text(strides)
              + ", storage offset "
              + offset
              + ", and itemsize "
              + bytes
              + " requiring a storage size of "
              + (own.lastIndex() + 1) * bytes
              + " are out of bounds for storage of size "
              + slots * bytes);
    }
    return of(own, x.layout());
  }

  @Override
  public String name() {
    return "as_strided";
  }

  @Override
  public Layout view(Layout x) {
    return geometry.at(geometry.offset() + x.offset());
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new Relocate(geometry, input, false, true), g)};
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor tangent = t[0];
    if (tangent == null) {
      return null;
    }
    boolean alike = tangent.layout().at(0).sameAs(input);
    return Call.run(alike ? this : new Relocate(input, geometry, true, false), tangent);
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    Layout all = x[0].layout();
    Layout view = batched(geometry, b.size(), all.strides()[0]);
    return Call.run(new AsStrided(view, all.at(0)), x[0]);
  }

  static Layout batched(Layout example, long size, long step) {
    int rank = example.rank();
    long[] sizes = new long[rank + 1];
    long[] strides = new long[rank + 1];
    sizes[0] = size;
    strides[0] = step;
    System.arraycopy(example.sizes(), 0, sizes, 1, rank);
    System.arraycopy(example.strides(), 0, strides, 1, rank);
    return Layout.of(sizes, strides, example.offset());
  }
}
