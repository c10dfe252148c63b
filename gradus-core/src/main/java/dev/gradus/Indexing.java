package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.index.IndexText;
import dev.gradus.op.index.Nonzero;
import dev.gradus.op.index.Subscript;
import java.util.Arrays;

/// Reading and writing parts by index.
///
/// Numbers, slices, ellipsis and new axes make a view. Tensors of positions (int64, int32) and
/// masks (bool) make a copy: their common broadcast dimensions stand where the indexed dimensions
/// stood, or in front if those were not neighbours.
///
/// **Gradient**: that of the elements that were read, summed where one was read more than once.
public sealed interface Indexing permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// `x[…]`. **Errors**: more parts than dimensions, positions out of range, index tensors that do
  /// not broadcast together, a mask of other sizes. **Source**: torch.Tensor.\_\_getitem\_\_.
  default Tensor get(Index... at) {
    warnOfBytes(at);
    return Subscript.get(self(), at);
  }

  /// The element or part at these positions in the first dimensions: `x[i, j]`.
  default Tensor get(long... at) {
    return Subscript.get(self(), positions(at));
  }

  /// The elements where a mask holds, or at positions: `x[mask]`, `x[i, j]`.
  default Tensor get(Tensor... at) {
    return get(tensors(at));
  }

  /// `x[…]` with the index written as in Python: `x.get("1:3, ..., None")`.
  ///
  /// **Errors**: text that is not an index; the position of the fault is shown.
  default Tensor get(String at) {
    return Subscript.get(self(), IndexText.parse(at));
  }

  private static Index[] positions(long[] at) {
    return Arrays.stream(at).mapToObj(Index.At::new).toArray(Index[]::new);
  }

  private static Index[] tensors(Tensor[] at) {
    return Arrays.stream(at).map(Index.Of::new).toArray(Index[]::new);
  }

  private static void warnOfBytes(Index[] at) {
    for (Index part : at) {
      if (part instanceof Index.Of(Tensor t) && t.dtype() == DType.UINT8) {
        Warnings.once(
            "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead.");
      }
    }
  }

  /// The coordinates of the elements that are not 0, one row for each. **Dtype**: int64.
  /// **Source**: torch.nonzero.
  default Tensor nonzero() {
    return Nonzero.of(self());
  }

  /// The coordinates of the elements that are not 0, one vector for each dimension, as an index
  /// takes them. **Source**: torch.nonzero(as\_tuple=True).
  default Tensor[] nonzeroTuple() {
    return Nonzero.columns(self());
  }

  /// As [#nonzero]. **Source**: torch.argwhere.
  default Tensor argwhere() {
    return nonzero();
  }
}
