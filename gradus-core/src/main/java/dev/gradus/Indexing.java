package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.op.index.Assignment;
import dev.gradus.op.index.Change;
import dev.gradus.op.index.IndexText;
import dev.gradus.op.index.Masking;
import dev.gradus.op.index.Nonzero;
import dev.gradus.op.index.Subscript;
import dev.gradus.op.pointwise.Scalar;
import java.util.Arrays;
import java.util.List;

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

  // --- Writing ---

  /// `x[…] = value`, the value cast and broadcast; with index tensors the dtypes must agree.
  /// Returns this. **Gradient**: to the value what arrives at its place, to what this was 0 there.
  /// **Errors**: as [#get(Index...)]; a leaf that requires grad (outside `noGrad`); a value that
  /// does not broadcast. **Source**: torch.Tensor.\_\_setitem\_\_.
  default Tensor set(Tensor value, Index... at) {
    warnOfBytes(at);
    Assignment.set(self(), at, value);
    return self();
  }

  /// `x[i, j] = value`.
  default Tensor set(Tensor value, long... at) {
    return set(value, positions(at));
  }

  /// `x[mask] = value` or `x[i, j] = value`.
  default Tensor set(Tensor value, Tensor... at) {
    return set(value, tensors(at));
  }

  /// `x[…] = number`.
  default Tensor set(double number, Index... at) {
    warnOfBytes(at);
    Assignment.set(self(), at, Scalar.of(number));
    return self();
  }

  /// `x[…] = number`.
  default Tensor set(long number, Index... at) {
    warnOfBytes(at);
    Assignment.set(self(), at, Scalar.of(number));
    return self();
  }

  /// `x[mask] = number` or `x[i, j] = number` for index tensors.
  default Tensor set(double number, Tensor... at) {
    return set(number, tensors(at));
  }

  /// `x[mask] = number` or `x[i, j] = number` for index tensors.
  default Tensor set(long number, Tensor... at) {
    return set(number, tensors(at));
  }

  /// `x[…] = value` with the index written as in Python: `x.set("0, 1:", value)`.
  default Tensor set(String at, Tensor value) {
    return set(value, IndexText.parse(at));
  }

  /// `x[…] = number` with the index written as in Python.
  default Tensor set(String at, double number) {
    return set(number, IndexText.parse(at));
  }

  /// `x[…] = number` with the index written as in Python.
  default Tensor set(String at, long number) {
    return set(number, IndexText.parse(at));
  }

  /// A copy with values written, or added, at index tensors for the first dimensions. **Source**:
  /// torch.index\_put.
  default Tensor indexPut(List<Tensor> index, Tensor values, boolean accumulate) {
    return put(index, values, accumulate).inCopy();
  }

  /// As [#indexPut] in place.
  default Tensor indexPut_(List<Tensor> index, Tensor values, boolean accumulate) {
    return put(index, values, accumulate).inPlace();
  }

  private Change put(List<Tensor> index, Tensor values, boolean accumulate) {
    warnOfBytes(tensors(index.toArray(new Tensor[0])));
    return Assignment.put(self(), index, values, accumulate ? Scalar.of(1) : null);
  }

  // --- Masks ---

  /// The elements where the mask holds, in a row. **Shape**: both broadcast. **Source**:
  /// torch.masked\_select.
  default Tensor maskedSelect(Tensor mask) {
    return Masking.select(self(), mask);
  }

  /// A number where the mask holds, else this. **Dtype**: that of this tensor. **Gradient**: 0
  /// under the mask. **Source**: torch.masked\_fill.
  default Tensor maskedFill(Tensor mask, double number) {
    return Masking.fill(self(), mask, Scalar.of(number), false).inCopy();
  }

  /// A whole number where the mask holds, else this.
  default Tensor maskedFill(Tensor mask, long number) {
    return Masking.fill(self(), mask, Scalar.of(number), false).inCopy();
  }

  /// Writes a number where the mask holds. **Gradient**: 0 under the mask.
  default Tensor maskedFill_(Tensor mask, double number) {
    return Masking.fill(self(), mask, Scalar.of(number), true).inPlace();
  }

  /// Writes a whole number where the mask holds.
  default Tensor maskedFill_(Tensor mask, long number) {
    return Masking.fill(self(), mask, Scalar.of(number), true).inPlace();
  }

  /// The value where the mask holds, else this. **Gradient**: to the value the sum under the mask.
  /// **Errors**: a value with dimensions. **Source**: torch.masked\_fill.
  default Tensor maskedFill(Tensor mask, Tensor value) {
    return Masking.fill(self(), mask, Checks.fitting("masked_fill", self(), value), false).inCopy();
  }

  /// As [#maskedFill(Tensor, Tensor)] in place.
  default Tensor maskedFill_(Tensor mask, Tensor value) {
    return Masking.fill(self(), mask, Checks.fitting("masked_fill", self(), value), true).inPlace();
  }

  /// A copy with the elements of `source`, one after another, where the mask holds. **Errors**: too
  /// few elements. **Source**: torch.masked\_scatter.
  default Tensor maskedScatter(Tensor mask, Tensor source) {
    return Masking.scatter(self(), mask, source, false).inCopy();
  }

  /// As [#maskedScatter] in place.
  default Tensor maskedScatter_(Tensor mask, Tensor source) {
    return Masking.scatter(self(), mask, source, true).inPlace();
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
            "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool"
                + " instead.");
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
