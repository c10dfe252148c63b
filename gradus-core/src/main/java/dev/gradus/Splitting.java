package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.view.Split;
import dev.gradus.op.view.UnsafeSplit;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Pieces of a tensor along a dimension.
///
/// The pieces are views: they share the memory. **Gradient**: that of each piece in its place.
public sealed interface Splitting permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Pieces of these lengths. **Errors**: lengths that do not add up to the size. **Source**:
  /// torch.split\_with\_sizes.
  default Tensor[] splitWithSizes(long[] lengths, int dim) {
    return Call.runAll(lengths("split_with_sizes", lengths, dim), self());
  }

  /// As [#splitWithSizes]. **Source**: torch.split.
  default Tensor[] split(long[] lengths, int dim) {
    return splitWithSizes(lengths, dim);
  }

  private Split lengths(String name, long[] lengths, int dim) {
    if (self().dim() == 0) {
      throw new GradusArgumentException("split expects at least a 1-dimensional tensor");
    }
    int d = Axes.wrap(dim, self().dim());
    long size = self().size(d);
    long total = 0;
    for (long length : lengths) {
      if (length < 0) {
        throw new GradusArgumentException(
            "split_with_sizes expects split_sizes have only non-negative entries, but got"
                + " split_sizes="
                + Sizes.text(lengths));
      }
      total += length;
    }
    if (total != size) {
      throw new GradusArgumentException(
          "split_with_sizes expects split_sizes to sum exactly to "
              + size
              + " (input tensor's size at dimension "
              + d
              + "), but got split_sizes="
              + Sizes.text(lengths));
    }
    return new Split(name, d, lengths.clone());
  }

  /// As [Shaping#split], of a tensor that is not used any more: its pieces may be changed in place.
  /// **Source**: torch.unsafe\_split.
  default Tensor[] unsafeSplit(long length, int dim) {
    if (length < 0) {
      throw new GradusArgumentException(
          "split expects split_size be non-negative, but got split_size=" + length);
    }
    long size = self().size(dim);
    int pieces = (int) Math.max(1, length == 0 ? 1 : (size + length - 1) / length);
    long[] lengths = new long[pieces];
    for (int k = 0; k < pieces; k++) {
      lengths[k] = Math.min(length, size - k * length);
    }
    return Call.runAll(new UnsafeSplit(lengths("split", lengths, dim)), self());
  }

  /// As [Shaping#chunk], of a tensor that is not used any more. **Source**: torch.unsafe\_chunk.
  default Tensor[] unsafeChunk(int chunks, int dim) {
    if (chunks <= 0) {
      throw new GradusArgumentException(
          "chunk expects `chunks` to be greater than 0, got: " + chunks);
    }
    return unsafeSplit(Math.max(1, (self().size(dim) + chunks - 1) / chunks), dim);
  }

  /// `sections` pieces, the first ones longer by 1 if they cannot be equal. **Source**:
  /// torch.tensor\_split.
  default Tensor[] tensorSplit(int sections, int dim) {
    int d = checkedDim(dim);
    if (sections <= 0) {
      throw new GradusArgumentException(
          "number of sections must be larger than 0, got " + sections);
    }
    long size = self().size(d);
    long[] cuts = new long[sections - 1];
    for (int k = 1; k < sections; k++) {
      cuts[k - 1] = k * (size / sections) + Math.min(k, size % sections);
    }
    return tensorSplit(cuts, d);
  }

  /// The pieces between these positions; negative ones count from the end. **Source**:
  /// torch.tensor\_split.
  default Tensor[] tensorSplit(long[] cuts, int dim) {
    int d = checkedDim(dim);
    Tensor[] pieces = new Tensor[cuts.length + 1];
    long start = 0;
    for (int k = 0; k < cuts.length; k++) {
      pieces[k] = self().slice(d, start, cuts[k], 1);
      start = cuts[k];
    }
    pieces[cuts.length] = self().slice(d, start, self().size(d), 1);
    return pieces;
  }

  /// As the other forms, the number of pieces (no dimensions) or the positions (one) in an int64
  /// tensor.
  default Tensor[] tensorSplit(Tensor cutsOrSections, int dim) {
    checkedDim(dim);
    Tensor cuts = cutsOrSections;
    if (cuts.dtype() != DType.INT64) {
      throw new GradusArgumentException(
          "tensor_split expected tensor_indices_or_sections to have dtype of long, but got "
              + cuts.dtype().scalarName());
    }
    if (cuts.dim() > 1) {
      throw new GradusArgumentException(
          "tensor_split expected tensor_indices_or_sections to be a zero-dimensional or"
              + " one-dimensional tensor, but got a tensor with "
              + cuts.dim()
              + " dims");
    }
    if (cuts.dim() == 0) {
      return tensorSplit((int) cuts.itemLong(), dim);
    }
    long[] at = new long[(int) cuts.numel()];
    Arrays.setAll(at, k -> cuts.select(0, k).itemLong());
    return tensorSplit(at, dim);
  }

  private int checkedDim(int dim) {
    if (self().dim() == 0) {
      throw new GradusArgumentException(
          "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims");
    }
    return Axes.wrap(dim, self().dim());
  }

  /// Equal pieces along the second dimension, of a vector along its only one. **Source**:
  /// torch.hsplit.
  default Tensor[] hsplit(int sections) {
    int dim = named("hsplit", 1, self().dim() == 1 ? 0 : 1);
    return equal("hsplit", sections, dim);
  }

  /// The pieces between positions of the second dimension, of a vector of its only one.
  default Tensor[] hsplit(long... cuts) {
    return tensorSplit(cuts, named("hsplit", 1, self().dim() == 1 ? 0 : 1));
  }

  /// Equal pieces along the first dimension. **Source**: torch.vsplit.
  default Tensor[] vsplit(int sections) {
    return equal("vsplit", sections, named("vsplit", 2, 0));
  }

  /// The pieces between positions of the first dimension.
  default Tensor[] vsplit(long... cuts) {
    return tensorSplit(cuts, named("vsplit", 2, 0));
  }

  /// Equal pieces along the third dimension. **Source**: torch.dsplit.
  default Tensor[] dsplit(int sections) {
    return equal("dsplit", sections, named("dsplit", 3, 2));
  }

  /// The pieces between positions of the third dimension.
  default Tensor[] dsplit(long... cuts) {
    return tensorSplit(cuts, named("dsplit", 3, 2));
  }

  private int named(String name, int rank, int dim) {
    if (self().dim() < rank) {
      throw new GradusArgumentException(
          "torch."
              + name
              + " requires a tensor with at least "
              + rank
              + " dimension, but got a tensor with "
              + self().dim()
              + " dimensions!");
    }
    return dim;
  }

  private Tensor[] equal(String name, int sections, int dim) {
    long size = self().size(dim);
    if (sections <= 0 || size % sections != 0) {
      throw new GradusArgumentException(
          "torch."
              + name
              + " attempted to split along dimension "
              + dim
              + ", but the size of the dimension "
              + size
              + " is not divisible by the split_size "
              + sections
              + "!");
    }
    return tensorSplit(sections, dim);
  }
}
