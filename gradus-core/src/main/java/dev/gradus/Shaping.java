package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Cast;
import dev.gradus.op.pointwise.Contiguous;
import dev.gradus.op.view.AsStrided;
import dev.gradus.op.view.Expand;
import dev.gradus.op.view.Permute;
import dev.gradus.op.view.Select;
import dev.gradus.op.view.Slice;
import dev.gradus.op.view.Split;
import dev.gradus.op.view.Squeeze;
import dev.gradus.op.view.Transpose;
import dev.gradus.op.view.Unbind;
import dev.gradus.op.view.Unsqueeze;
import dev.gradus.op.view.View;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import dev.gradus.shape.Views;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Other shapes of the same elements, copies and casts.
///
/// Unless stated otherwise the result is a view: it shares the memory, and a change in place of one
/// is a change of the other. **Gradient**: that of the elements it shows.
public sealed interface Shaping permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The same elements in other sizes, without copying; one size may be -1. **Errors**: a different
  /// number of elements; strides that do not allow it. **Source**: torch.Tensor.view.
  default Tensor view(long... sizes) {
    return Call.run(new View("view", sizes.clone()), self());
  }

  /// The same elements in other sizes; a copy only where the strides do not allow a view.
  /// **Source**: torch.reshape.
  default Tensor reshape(long... sizes) {
    Tensor x = self();
    long[] full = Sizes.complete(sizes, x.numel());
    if (Views.view(x.layout(), full) != null) {
      String name = x.isContiguous() ? "view" : "_reshape_alias";
      return Call.run(new View(name, full.clone()), x);
    }
    return Call.run(new View("_unsafe_view", full.clone()), contiguous());
  }

  /// As [#view] of a result that nothing else shares: the memory counts as its own. **Source**:
  /// torch.\_unsafe\_view.
  default Tensor unsafeView(long... sizes) {
    return Call.run(new View("_unsafe_view", sizes.clone()), self());
  }

  /// All dimensions in one, row-major in memory. **Source**: torch.ravel.
  default Tensor ravel() {
    return contiguous().view(-1);
  }

  /// All dimensions in one. **Source**: torch.flatten.
  default Tensor flatten() {
    return flatten(0, -1);
  }

  /// The dimensions from `start` to `end`, both included, in one. **Source**: torch.flatten.
  default Tensor flatten(int start, int end) {
    Tensor x = self();
    int from = Axes.wrap(start, x.dim());
    int to = Axes.wrap(end, x.dim());
    if (from > to) {
      throw new GradusArgumentException(
          "flatten() has invalid args: start_dim cannot come after end_dim");
    }
    if (x.dim() == 0) {
      return reshape(1);
    }
    if (from == to) {
      return x;
    }
    long[] own = x.layout().sizes();
    long[] sizes = new long[own.length - (to - from)];
    System.arraycopy(own, 0, sizes, 0, from);
    sizes[from] = Sizes.numel(Arrays.copyOfRange(own, from, to + 1));
    System.arraycopy(own, to + 1, sizes, from + 1, own.length - to - 1);
    return reshape(sizes);
  }

  /// A matrix transposed; fewer dimensions unchanged. **Errors**: more than two dimensions.
  /// **Source**: torch.t.
  default Tensor t() {
    return Call.run(Transpose.matrix(self()), self());
  }

  /// Two dimensions exchanged. **Source**: torch.transpose.
  default Tensor transpose(int dim0, int dim1) {
    int a = Axes.wrap(dim0, self().dim());
    int b = Axes.wrap(dim1, self().dim());
    return Call.run(new Transpose("transpose", a, b), self());
  }

  /// The last two dimensions exchanged. **Errors**: fewer than two dimensions. **Source**:
  /// torch.Tensor.mT.
  default Tensor mT() {
    if (self().dim() < 2) {
      throw new GradusArgumentException(
          "tensor.mT is only supported on matrices or batches of matrices. Got "
              + self().dim()
              + "-D tensor.");
    }
    return transpose(-2, -1);
  }

  /// Dimensions in another order. **Errors**: not a permutation. **Source**: torch.permute.
  default Tensor permute(int... dims) {
    return Call.run(new Permute(dims.clone()), self());
  }

  /// Without all dimensions of size 1. **Source**: torch.squeeze.
  default Tensor squeeze() {
    return Call.run(new Squeeze(0), self());
  }

  /// Without this dimension, if it has size 1.
  default Tensor squeeze(int dim) {
    return Call.run(new Squeeze(1, dim), self());
  }

  /// Without those of these dimensions that have size 1.
  default Tensor squeeze(int[] dims) {
    return Call.run(new Squeeze(2, dims.clone()), self());
  }

  /// A new dimension of size 1 in front of `dim`. **Source**: torch.unsqueeze.
  default Tensor unsqueeze(int dim) {
    return Call.run(new Unsqueeze(Axes.wrap(dim, self().dim() + 1)), self());
  }

  /// Dimensions of size 1 repeated without copying; -1 keeps a size; new dimensions come in front.
  /// **Gradient**: summed over what is repeated. **Source**: torch.Tensor.expand.
  default Tensor expand(long... sizes) {
    return Call.run(new Expand(sizes.clone()), self());
  }

  /// As [#expand] to another tensor's sizes.
  default Tensor expandAs(Tensor other) {
    return expand(other.layout().sizes());
  }

  /// Element `index` along `dim`, which disappears. **Source**: torch.select.
  default Tensor select(int dim, long index) {
    return Call.run(new Select(dim, index), self());
  }

  /// `length` elements from `start` along `dim`. **Source**: torch.narrow.
  default Tensor narrow(int dim, long start, long length) {
    Layout checked = Views.narrow(self().layout(), dim, start, length);
    int d = Axes.wrap(dim, self().dim());
    long from = start < 0 ? start + self().layout().sizes()[d] : start;
    return Call.run(new Slice(d, from, from + checked.sizes()[d], 1), self());
  }

  /// As [#narrow(int, long, long)] from where a tensor says, which is read. **Errors**: a tensor
  /// that is no integer. **Source**: torch.narrow.
  default Tensor narrow(int dim, Tensor start, long length) {
    if (start.dim() != 0 || !start.dtype().isIntegral() || start.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          "start must be an 0-dim integral Tensor.\nnarrow: got a tensor of "
              + start.dtype()
              + " with "
              + start.dim()
              + " dimensions.");
    }
    return narrow(dim, start.itemLong(), length);
  }

  /// Elements from `start` to before `end` along `dim`, every `step`-th; null bounds mean the ends;
  /// negative ones count from the end. **Source**: Python's slices.
  default Tensor slice(int dim, @Nullable Long start, @Nullable Long end, long step) {
    return Call.run(new Slice(Axes.wrap(dim, self().dim()), start, end, step), self());
  }

  /// A view of any geometry over the memory. **Source**: torch.as\_strided.
  default Tensor asStrided(long[] sizes, long[] strides, long offset) {
    return Call.run(AsStrided.checked(self(), sizes, strides, offset), self());
  }

  /// All slices along a dimension; they may not be changed in place. **Source**: torch.unbind.
  default Tensor[] unbind(int dim) {
    int d = Axes.wrap(dim, self().dim());
    return Call.runAll(new Unbind(d, (int) self().size(d)), self());
  }

  /// Pieces of `length` along a dimension, the last perhaps shorter. **Source**: torch.split.
  default Tensor[] split(long length, int dim) {
    int d = Axes.wrap(dim, self().dim());
    long size = self().size(d);
    if (length < 0 || length == 0 && size != 0) {
      throw new GradusArgumentException(
          "split expects split_size be non-negative, but got split_size=" + length);
    }
    int pieces = (int) Math.max(1, length == 0 ? 1 : (size + length - 1) / length);
    long[] lengths = new long[pieces];
    for (int k = 0; k < pieces; k++) {
      lengths[k] = Math.min(length, size - k * length);
    }
    return Call.runAll(new Split("split", d, lengths), self());
  }

  /// At most `chunks` equal pieces along a dimension. **Source**: torch.chunk.
  default Tensor[] chunk(int chunks, int dim) {
    if (chunks <= 0) {
      throw new GradusArgumentException(
          "chunk expects `chunks` to be greater than 0, got: " + chunks);
    }
    long size = self().size(dim);
    return split(Math.max(1, (size + chunks - 1) / chunks), dim);
  }

  /// This if it is row-major, else a row-major copy. **Source**: torch.Tensor.contiguous.
  default Tensor contiguous() {
    return self().isContiguous() ? self() : Call.run(new Contiguous(), self());
  }

  /// The same values in another dtype; this itself if it has it. **Gradient**: cast back.
  /// **Source**: torch.Tensor.to.
  default Tensor to(DType dtype) {
    if (self().dtype() == dtype) {
      return self();
    }
    Warnings.ofDiscardedParts(self(), dtype);
    return Call.run(new Cast(dtype), self());
  }
}
