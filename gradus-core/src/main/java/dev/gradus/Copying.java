package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.view.Alias;
import dev.gradus.op.view.AsStrided;
import dev.gradus.op.view.Diagonal;
import dev.gradus.op.view.Expand;
import dev.gradus.op.view.Permute;
import dev.gradus.op.view.Select;
import dev.gradus.op.view.Slice;
import dev.gradus.op.view.Split;
import dev.gradus.op.view.Squeeze;
import dev.gradus.op.view.Transpose;
import dev.gradus.op.view.Unbind;
import dev.gradus.op.view.Unfold;
import dev.gradus.op.view.Unsqueeze;
import dev.gradus.op.view.View;
import dev.gradus.op.view.ViewCopies;
import dev.gradus.op.view.ViewCopy;
import dev.gradus.op.view.ViewScatter;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import dev.gradus.shape.Views;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Views in memory of their own (`…Copy`), and copies with a part replaced (`…Scatter`).
///
/// A `…Copy` shows what the view of that name shows, as a row-major copy. A `…Scatter` is a copy of
/// this tensor in which the part that the view shows is replaced by `src`. **Gradient** of a
/// scatter: to this tensor what arrives outside that part, to `src` what arrives in it. **Errors**:
/// those of the view; a `src` of other sizes than the part.
public sealed interface Copying permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor copy(ViewOperation view) {
    return Call.run(new ViewCopy(view), self());
  }

  /// **Source**: torch.alias\_copy.
  default Tensor aliasCopy() {
    return copy(new Alias());
  }

  /// **Source**: torch.view\_copy.
  default Tensor viewCopy(long... sizes) {
    long[] full = Sizes.complete(sizes, self().numel());
    return Views.view(self().layout(), full) == null
        ? self().reshape(full)
        : copy(new View("view", full));
  }

  /// **Source**: torch.as\_strided\_copy.
  default Tensor asStridedCopy(long[] sizes, long[] strides, long offset) {
    return copy(AsStrided.of(checked(sizes, strides, offset), self().layout()));
  }

  private Layout checked(long[] sizes, long[] strides, long offset) {
    Layout own = Layout.of(sizes.clone(), strides.clone(), offset);
    long needed = own.lastIndex() + 1;
    long present = self().layout().lastIndex() + 1;
    if (needed > present) {
      int bytes = self().dtype().itemSize();
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
              + needed * bytes
              + " are out of bounds for storage of size "
              + present * bytes);
    }
    return own;
  }

  /// **Source**: torch.diagonal\_copy.
  default Tensor diagonalCopy(long offset, int dim1, int dim2) {
    return copy(new Diagonal(offset, dim1, dim2));
  }

  /// **Source**: torch.expand\_copy.
  default Tensor expandCopy(long... sizes) {
    return copy(new Expand(sizes.clone()));
  }

  /// **Source**: torch.permute\_copy.
  default Tensor permuteCopy(int... dims) {
    return copy(new Permute(dims.clone()));
  }

  /// **Source**: torch.squeeze\_copy.
  default Tensor squeezeCopy() {
    return copy(new Squeeze(0));
  }

  /// **Source**: torch.squeeze\_copy.
  default Tensor squeezeCopy(int dim) {
    return copy(new Squeeze(1, dim));
  }

  /// **Source**: torch.squeeze\_copy.
  default Tensor squeezeCopy(int[] dims) {
    return copy(new Squeeze(2, dims.clone()));
  }

  /// **Source**: torch.unsqueeze\_copy.
  default Tensor unsqueezeCopy(int dim) {
    return copy(new Unsqueeze(Axes.wrap(dim, self().dim() + 1)));
  }

  /// **Source**: torch.t\_copy.
  default Tensor tCopy() {
    int rank = self().dim();
    if (rank > 2) {
      throw new GradusArgumentException(
          "t() expects a tensor with <= 2 dimensions, but self is " + rank + "D");
    }
    return copy(new Transpose("t", 0, rank < 2 ? 0 : 1));
  }

  /// **Source**: torch.transpose\_copy.
  default Tensor transposeCopy(int dim0, int dim1) {
    int a = Axes.wrap(dim0, self().dim());
    return copy(new Transpose("transpose", a, Axes.wrap(dim1, self().dim())));
  }

  /// **Source**: torch.unfold\_copy.
  default Tensor unfoldCopy(int dim, long size, long step) {
    return copy(new Unfold(Axes.wrap(dim, self().dim()), size, step));
  }

  /// **Source**: torch.select\_copy.
  default Tensor selectCopy(int dim, long index) {
    return copy(new Select(dim, index));
  }

  /// **Source**: torch.slice\_copy.
  default Tensor sliceCopy(int dim, @Nullable Long start, @Nullable Long end, long step) {
    return copy(new Slice(Axes.wrap(dim, self().dim()), start, end, step));
  }

  /// **Source**: torch.narrow\_copy.
  default Tensor narrowCopy(int dim, long start, long length) {
    if (self().dim() > 0 && dim >= self().dim()) {
      throw new GradusArgumentException(
          "Expected dim < static_cast<int64_t>(self_sizes.size()) to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)"
              + "\nnarrow_copy: the dimension is "
              + dim
              + ", the tensor has "
              + self().dim()
              + ".");
    }
    if (length < 0 && self().dim() > 0) {
      throw new GradusArgumentException(
          "start ("
              + start
              + ") + length ("
              + length
              + ") exceeds dimension size ("
              + self().size(dim)
              + ").");
    }
    Layout part = Views.narrow(self().layout(), dim, start, length);
    int d = Axes.wrap(dim, self().dim());
    long from = start < 0 ? start + self().size(d) : start;
    Slice slice = new Slice(d, from, from + part.sizes()[d], 1);
    return Call.run(new ViewCopy(slice, Operation.nodeName("narrow_copy", 0)), self());
  }

  /// **Source**: torch.unbind\_copy.
  default Tensor[] unbindCopy(int dim) {
    int d = Axes.wrap(dim, self().dim());
    return Call.runAll(new ViewCopies(new Unbind(d, (int) self().size(d))), self());
  }

  /// **Source**: torch.split\_with\_sizes\_copy.
  default Tensor[] splitWithSizesCopy(long[] lengths, int dim) {
    int d = Axes.wrap(dim, self().dim());
    long total = Arrays.stream(lengths).sum();
    if (total != self().size(d)) {
      throw new GradusArgumentException(
          "split_with_sizes expects split_sizes to sum exactly to "
              + self().size(d)
              + " (input tensor's size at dimension "
              + d
              + "), but got split_sizes="
              + Sizes.text(lengths));
    }
    Split split = new Split("split_with_sizes", d, lengths.clone());
    return Call.runAll(new ViewCopies(split), self());
  }

  /// **Source**: torch.select\_scatter.
  default Tensor selectScatter(Tensor src, int dim, long index) {
    return ViewScatter.of(new Select(dim, index), self(), src);
  }

  /// **Source**: torch.slice\_scatter.
  default Tensor sliceScatter(
      Tensor src, int dim, @Nullable Long start, @Nullable Long end, long step) {
    return ViewScatter.of(new Slice(Axes.wrap(dim, self().dim()), start, end, step), self(), src);
  }

  /// **Source**: torch.diagonal\_scatter.
  default Tensor diagonalScatter(Tensor src, long offset, int dim1, int dim2) {
    return ViewScatter.of(new Diagonal(offset, dim1, dim2), self(), src);
  }

  /// The offset counts from this tensor's first element. **Gradient** of this tensor: as PyTorch
  /// has it, what arrives in the view, not what arrives outside. **Source**:
  /// torch.as\_strided\_scatter.
  default Tensor asStridedScatter(Tensor src, long[] sizes, long[] strides, long offset) {
    Layout part = checked(sizes, strides, offset);
    Layout whole = Layout.contiguous(self().layout().sizes());
    return ViewScatter.of(AsStrided.of(part, whole), self(), src);
  }
}
