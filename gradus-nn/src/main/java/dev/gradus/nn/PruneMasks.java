package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How a mask is made stricter: among what is left, something more is taken.
@FunctionalInterface
interface PruneMasks {
  /// The mask after pruning.
  ///
  /// @param value what the mask has left of a tensor
  /// @param mask ones and zeros
  Tensor stricter(Tensor value, Tensor mask);

  /// Takes the smallest elements.
  static PruneMasks smallest(PruneAmount amount) {
    return (value, mask) -> elements(value.abs(), mask, amount, false);
  }

  /// Takes drawn elements.
  static PruneMasks drawn(PruneAmount amount) {
    return (value, mask) -> {
      Tensor left = value.maskedSelect(mask.ne(0L));
      return replaced(mask, kept(Gradus.randLike(left), amount, true));
    };
  }

  /// Takes slices of the smallest norms.
  static PruneMasks slices(PruneAmount amount, double order, int dim) {
    return (value, mask) -> {
      int d = dimension(value, dim);
      Tensor norms = flat(value, d).norm(order, new int[] {1}, false);
      return slices(mask, d, norms, amount);
    };
  }

  /// Takes drawn slices.
  static PruneMasks drawnSlices(PruneAmount amount, int dim) {
    return (value, mask) -> {
      int d = dimension(value, dim);
      long left = flat(mask, d).sum(new int[] {1}, false).ne(0L).sum().itemLong();
      Tensor drawn = Gradus.rand(left).to(value.dtype());
      Tensor all = Gradus.zeros(value.dtype(), value.size(d));
      all.maskedScatter_(flat(mask, d).sum(new int[] {1}, false).ne(0L), drawn);
      return slices(mask, d, all, amount);
    };
  }

  private static int dimension(Tensor value, int dim) {
    int rank = value.dim();
    if (rank <= 1) {
      throw new GradusArgumentException(
          "Structured pruning can only be applied to multidimensional tensors. Found tensor of shape"
              + " %s with %d dims".formatted(value.sizeText(), rank));
    }
    if (dim >= rank || dim < -rank) {
      throw new GradusIndexException(
          "Invalid index %d for tensor of size %s".formatted(dim, value.sizeText()));
    }
    return dim < 0 ? dim + rank : dim;
  }

  private static Tensor elements(
      Tensor importance, Tensor mask, PruneAmount amount, boolean largest) {
    return replaced(mask, kept(importance.maskedSelect(mask.ne(0L)), amount, largest));
  }

  private static Tensor replaced(Tensor mask, Tensor kept) {
    return mask.clone().maskedScatter_(mask.ne(0L), kept);
  }

  // Ones but for so many of the smallest or largest.
  private static Tensor kept(Tensor importance, PruneAmount amount, boolean largest) {
    Tensor kept = Gradus.onesLike(importance);
    long count = amount.of(importance.numel());
    return count == 0
        ? kept
        : kept.indexFill_(0, importance.argsort(0, largest).narrow(0, 0, count), 0L);
  }

  private static Tensor slices(Tensor mask, int dim, Tensor importance, PruneAmount amount) {
    Tensor left = flat(mask, dim).sum(new int[] {1}, false).ne(0L);
    Tensor kept = kept(importance.maskedSelect(left), amount, false);
    Tensor all = Gradus.zeros(mask.dtype(), mask.size(dim));
    all.maskedScatter_(left, kept.to(mask.dtype()));
    long[] sizes = new long[mask.dim()];
    Arrays.fill(sizes, 1);
    sizes[dim] = mask.size(dim);
    return mask.mul(all.view(sizes));
  }

  // One row for each index of a dimension.
  private static Tensor flat(Tensor t, int dim) {
    IntStream others = IntStream.range(0, t.dim()).filter(d -> d != dim);
    return t.permute(IntStream.concat(IntStream.of(dim), others).toArray())
        .reshape(t.size(dim), -1);
  }
}
