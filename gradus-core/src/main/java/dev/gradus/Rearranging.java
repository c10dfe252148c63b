package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.view.Alias;
import dev.gradus.op.view.Diagonal;
import dev.gradus.op.view.Unfold;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Further views: dimensions moved, split and joined, diagonals and windows.
///
/// Unless stated otherwise the result is a view: it shares the memory. **Gradient**: that of the
/// elements it shows.
public sealed interface Rearranging permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// As [Shaping#transpose]. **Source**: torch.swapaxes.
  default Tensor swapaxes(int axis0, int axis1) {
    return self().transpose(axis0, axis1);
  }

  /// [#swapaxes(int, int)] of this tensor itself.
  default Tensor swapaxes_(int axis0, int axis1) {
    return self().transpose_(axis0, axis1);
  }

  /// As [Shaping#transpose]. **Source**: torch.swapdims.
  default Tensor swapdims(int dim0, int dim1) {
    return self().transpose(dim0, dim1);
  }

  /// [#swapdims(int, int)] of this tensor itself.
  default Tensor swapdims_(int dim0, int dim1) {
    return self().transpose_(dim0, dim1);
  }

  /// A dimension moved to another place, the others in their order. **Source**: torch.movedim.
  default Tensor movedim(int source, int destination) {
    return movedim(new int[] {source}, new int[] {destination});
  }

  /// Dimensions moved to other places, the others in their order. **Errors**: arrays of different
  /// lengths, a dimension twice. **Source**: torch.movedim.
  default Tensor movedim(int[] source, int[] destination) {
    return self().permute(order(source, destination));
  }

  /// As [#movedim(int, int)]. **Source**: torch.moveaxis.
  default Tensor moveaxis(int source, int destination) {
    return movedim(source, destination);
  }

  /// As [#movedim(int\[\], int\[\])]. **Source**: torch.moveaxis.
  default Tensor moveaxis(int[] source, int[] destination) {
    return movedim(source, destination);
  }

  private int[] order(int[] source, int[] destination) {
    if (source.length != destination.length) {
      throw new GradusArgumentException(
          "movedim: Invalid source or destination dims: source ("
              + Arrays.toString(source)
              + " dims) should contain the same number of dims as destination ("
              + Arrays.toString(destination)
              + " dims)");
    }
    int rank = self().dim();
    int[] from = distinct("source", source, rank);
    int[] to = distinct("destination", destination, rank);
    int[] order = new int[rank];
    Arrays.fill(order, -1);
    for (int k = 0; k < from.length && rank > 0; k++) {
      order[to[k]] = from[k];
    }
    int next = 0;
    for (int d = 0; d < rank; d++) {
      if (order[d] < 0) {
        while (contains(from, next)) {
          next++;
        }
        order[d] = next++;
      }
    }
    return order;
  }

  private static boolean contains(int[] dims, int d) {
    return Arrays.stream(dims).anyMatch(k -> k == d);
  }

  private static int[] distinct(String what, int[] dims, int rank) {
    int[] wrapped = Arrays.stream(dims).map(d -> Axes.wrap(d, rank)).toArray();
    if (Arrays.stream(wrapped).distinct().count() < dims.length) {
      throw new GradusArgumentException(
          "movedim: repeated dim in `" + what + "` (" + Arrays.toString(dims) + ")");
    }
    return wrapped;
  }

  /// A dimension split into several; one size may be -1. **Errors**: sizes whose product is not the
  /// dimension's. **Source**: torch.unflatten.
  default Tensor unflatten(int dim, long... sizes) {
    Tensor x = self();
    int d = Axes.wrap(dim, x.dim());
    if (sizes.length == 0) {
      throw new GradusArgumentException("unflatten: sizes must be non-empty");
    }
    long[] own = x.layout().sizes();
    long[] inner = inner(d, sizes);
    long[] all = new long[own.length - 1 + inner.length];
    System.arraycopy(own, 0, all, 0, d);
    System.arraycopy(inner, 0, all, d, inner.length);
    System.arraycopy(own, d + 1, all, d + inner.length, own.length - d - 1);
    return x.view(all);
  }

  private long[] inner(int dim, long[] sizes) {
    long size = self().size(dim);
    long known = 1;
    int open = -1;
    for (int k = 0; k < sizes.length; k++) {
      if (sizes[k] == -1 && open < 0) {
        open = k;
      } else {
        known *= sizes[k];
      }
    }
    if (open < 0 ? known != size : known <= 0 || size % known != 0) {
      throw new GradusArgumentException(
          "unflatten: Provided sizes "
              + Sizes.text(sizes)
              + " don't multiply up to the size of dim "
              + dim
              + " ("
              + size
              + ") in the input tensor");
    }
    long[] inner = sizes.clone();
    if (open >= 0) {
      inner[open] = size / known;
    }
    return inner;
  }

  /// As [Shaping#view] with another tensor's sizes. **Source**: torch.Tensor.view\_as.
  default Tensor viewAs(Tensor other) {
    return self().view(other.layout().sizes());
  }

  /// As [Shaping#reshape] with another tensor's sizes. **Source**: torch.Tensor.reshape\_as.
  default Tensor reshapeAs(Tensor other) {
    return self().reshape(other.layout().sizes());
  }

  /// As [Shaping#expand]. **Source**: torch.broadcast\_to.
  default Tensor broadcastTo(long... sizes) {
    return self().expand(sizes);
  }

  /// The main diagonal of the first two dimensions. **Source**: torch.diagonal.
  default Tensor diagonal() {
    return diagonal(0, 0, 1);
  }

  /// A diagonal of two dimensions, which disappear; it comes last. `offset` is how far above the
  /// main diagonal it lies. **Source**: torch.diagonal.
  default Tensor diagonal(long offset, int dim1, int dim2) {
    return Call.run(new Diagonal(offset, dim1, dim2), self());
  }

  /// Windows of `size` elements, `step` apart, along a dimension; what is in a window becomes the
  /// last dimension. **Gradient**: summed where windows overlap. **Source**: torch.Tensor.unfold.
  default Tensor unfold(int dim, long size, long step) {
    return Call.run(new Unfold(Axes.wrap(dim, self().dim()), size, step), self());
  }

  /// All dimensions in reverse order. **Source**: torch.Tensor.T.
  default Tensor T() {
    int rank = self().dim();
    int[] order = new int[rank];
    Arrays.setAll(order, d -> rank - 1 - d);
    return self().permute(order);
  }

  /// A matrix transposed and conjugated; a number conjugated. **Errors**: other numbers of
  /// dimensions. **Source**: torch.Tensor.H.
  default Tensor H() {
    int rank = self().dim();
    if (rank != 0 && rank != 2) {
      throw new GradusArgumentException(
          "tensor.H is only supported on matrices (2-D tensors). Got "
              + rank
              + "-D tensor."
              + (rank > 2 ? " For batches of matrices, consider using tensor.mH" : ""));
    }
    return (rank == 0 ? self() : self().transpose(0, 1)).conj();
  }

  /// The last two dimensions exchanged, conjugated. **Source**: torch.Tensor.mH.
  default Tensor mH() {
    return adjoint();
  }

  /// The last two dimensions exchanged, conjugated. **Errors**: one dimension. **Source**:
  /// torch.adjoint.
  default Tensor adjoint() {
    if (self().dim() == 1) {
      throw new GradusArgumentException(
          "tensor.adjoint() is only supported on matrices or batches of matrices. Got 1-D tensor.");
    }
    return (self().dim() == 0 ? self() : self().transpose(-2, -1)).conj();
  }

  /// At least one dimension. **Source**: torch.atleast\_1d.
  default Tensor atleast1d() {
    return self().dim() == 0 ? self().reshape(1) : self();
  }

  /// At least two dimensions; a vector becomes a row. **Source**: torch.atleast\_2d.
  default Tensor atleast2d() {
    return switch (self().dim()) {
      case 0 -> self().reshape(1, 1);
      case 1 -> self().unsqueeze(0);
      default -> self();
    };
  }

  /// At least three dimensions, new ones around a vector and behind a matrix. **Source**:
  /// torch.atleast\_3d.
  default Tensor atleast3d() {
    return switch (self().dim()) {
      case 0 -> self().reshape(1, 1, 1);
      case 1 -> self().unsqueeze(0).unsqueeze(-1);
      case 2 -> self().unsqueeze(-1);
      default -> self();
    };
  }

  /// The whole tensor as a view of itself. **Source**: torch.ops.aten.alias.
  default Tensor alias() {
    return Call.run(new Alias(), self());
  }
}
