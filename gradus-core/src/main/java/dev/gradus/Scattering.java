package dev.gradus;

import dev.gradus.op.index.Change;
import dev.gradus.op.index.Gathering;
import dev.gradus.op.index.ScatterReduce;
import dev.gradus.op.index.Selecting;
import dev.gradus.op.pointwise.Scalar;

/// Reading and writing along a dimension at positions that a tensor names.
///
/// Additions at one place are made in the order of the index, so that they have the same bits every
/// time. Methods with an underscore change this tensor; the others change a copy.
///
/// **Errors**: an index that is not int64 or int32, sizes that do not fit, positions out of range;
/// a refused call has changed nothing.
public sealed interface Scattering permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// `y[i][j] = x[index[i][j]][j]` for `dim` 0, and so on: the result has the sizes of the index.
  /// **Gradient**: added at the places that were read. **Source**: torch.gather.
  default Tensor gather(int dim, Tensor index) {
    return Gathering.gather(self(), dim, index);
  }

  /// As [#gather] with the sizes of the other dimensions broadcast. **Source**:
  /// torch.take\_along\_dim.
  default Tensor takeAlongDim(Tensor index, int dim) {
    return Gathering.takeAlongDim(self(), index, dim);
  }

  /// As [#takeAlongDim(Tensor, int)] of all elements in a row.
  default Tensor takeAlongDim(Tensor index) {
    return Gathering.takeAlongDim(self().flatten(), index.flatten(), 0);
  }

  /// A copy with `y[index[i][j]][j] = src[i][j]` for `dim` 0, and so on. Of several values for one
  /// place the last one stays. **Gradient**: to `src` what arrives at its places, to this 0 there.
  /// **Source**: torch.scatter.
  default Tensor scatter(int dim, Tensor index, Tensor src) {
    return scattered(dim, index, src).inCopy();
  }

  /// A copy with a number written.
  default Tensor scatter(int dim, Tensor index, double number) {
    return Gathering.scatter(self(), dim, index, Scalar.of(number)).inCopy();
  }

  /// A copy with a number written.
  default Tensor scatter(int dim, Tensor index, long number) {
    return Gathering.scatter(self(), dim, index, Scalar.of(number)).inCopy();
  }

  /// A copy into which `src` is added or multiplied at its places. **Gradient**: that of
  /// [ScatterReducing#scatterReduce(int, Tensor, Tensor, String)]. **Errors**: another word than
  /// `add` or `multiply`. **Source**: torch.scatter.
  default Tensor scatter(int dim, Tensor index, Tensor src, String reduce) {
    return self().scatterReduce(dim, index, src, ScatterReduce.combining(reduce));
  }

  /// A copy to which a number is added, or by which it is multiplied, at the places.
  default Tensor scatter(int dim, Tensor index, double number, String reduce) {
    return scatter(dim, index, Gradus.full(index.shape(), number).to(self().dtype()), reduce);
  }

  /// A copy to which a whole number is added, or by which it is multiplied, at the places.
  default Tensor scatter(int dim, Tensor index, long number, String reduce) {
    return scatter(dim, index, Gradus.full(index.shape(), number).to(self().dtype()), reduce);
  }

  /// As [#scatter(int, Tensor, Tensor)] in place.
  default Tensor scatter_(int dim, Tensor index, Tensor src) {
    return scattered(dim, index, src).inPlace();
  }

  /// As [#scatter(int, Tensor, double)] in place.
  default Tensor scatter_(int dim, Tensor index, double number) {
    return Gathering.scatter(self(), dim, index, Scalar.of(number)).inPlace();
  }

  /// As [#scatter(int, Tensor, long)] in place.
  default Tensor scatter_(int dim, Tensor index, long number) {
    return Gathering.scatter(self(), dim, index, Scalar.of(number)).inPlace();
  }

  private Change scattered(int dim, Tensor index, Tensor src) {
    return Gathering.scatter("scatter", self(), dim, index, src, null);
  }

  /// A copy with `y[index[i][j]][j] += src[i][j]` for `dim` 0, and so on. **Gradient**: to `src`
  /// what arrives at its places, to this all of it. **Source**: torch.scatter\_add.
  default Tensor scatterAdd(int dim, Tensor index, Tensor src) {
    return scatterAdded(dim, index, src).inCopy();
  }

  /// As [#scatterAdd] in place.
  default Tensor scatterAdd_(int dim, Tensor index, Tensor src) {
    return scatterAdded(dim, index, src).inPlace();
  }

  private Change scatterAdded(int dim, Tensor index, Tensor src) {
    return Gathering.scatter("scatter_add", self(), dim, index, src, Scalar.of(1));
  }

  // --- Whole slices ---

  /// The slices along `dim` at these positions, which may repeat. **Gradient**: added up at
  /// repeated positions. **Source**: torch.index\_select.
  default Tensor indexSelect(int dim, Tensor index) {
    return Selecting.select(self(), dim, index);
  }

  /// A copy with the slices of `source` added at these positions. **Source**: torch.index\_add.
  default Tensor indexAdd(int dim, Tensor index, Tensor source) {
    return indexAdd(dim, index, source, 1);
  }

  /// As [#indexAdd(int, Tensor, Tensor)] of `alpha · source`.
  default Tensor indexAdd(int dim, Tensor index, Tensor source, double alpha) {
    return Selecting.add(self(), dim, index, source, alpha(source, alpha)).inCopy();
  }

  /// As [#indexAdd(int, Tensor, Tensor)] in place.
  default Tensor indexAdd_(int dim, Tensor index, Tensor source) {
    return indexAdd_(dim, index, source, 1);
  }

  /// As [#indexAdd(int, Tensor, Tensor, double)] in place.
  default Tensor indexAdd_(int dim, Tensor index, Tensor source, double alpha) {
    return Selecting.add(self(), dim, index, source, alpha(source, alpha)).inPlace();
  }

  private Scalar alpha(Tensor source, double alpha) {
    return Checks.alpha("index_add", self(), source, alpha);
  }

  /// A copy with the slices at these positions replaced by those of `source`. **Source**:
  /// torch.index\_copy.
  default Tensor indexCopy(int dim, Tensor index, Tensor source) {
    Tensor[] x = Call.autocast("index_copy", self(), source);
    return Selecting.copy(x[0], dim, index, x[1]).inCopy();
  }

  /// As [#indexCopy] in place.
  default Tensor indexCopy_(int dim, Tensor index, Tensor source) {
    return Selecting.copy(self(), dim, index, source).inPlace();
  }

  /// A copy with a number in the slices at these positions. **Gradient**: 0 there. **Source**:
  /// torch.index\_fill.
  default Tensor indexFill(int dim, Tensor index, double number) {
    return Selecting.fill(self(), dim, index, Scalar.of(number)).inCopy();
  }

  /// A copy with a number in the slices at these positions.
  default Tensor indexFill(int dim, Tensor index, long number) {
    return Selecting.fill(self(), dim, index, Scalar.of(number)).inCopy();
  }

  /// A copy with the value, a tensor without dimensions, in the slices at these positions.
  default Tensor indexFill(int dim, Tensor index, Tensor value) {
    return Selecting.fill(self(), dim, index, value).inCopy();
  }

  /// As [#indexFill(int, Tensor, double)] in place.
  default Tensor indexFill_(int dim, Tensor index, double number) {
    return Selecting.fill(self(), dim, index, Scalar.of(number)).inPlace();
  }

  /// As [#indexFill(int, Tensor, long)] in place.
  default Tensor indexFill_(int dim, Tensor index, long number) {
    return Selecting.fill(self(), dim, index, Scalar.of(number)).inPlace();
  }

  /// As [#indexFill(int, Tensor, Tensor)] in place.
  default Tensor indexFill_(int dim, Tensor index, Tensor value) {
    return Selecting.fill(self(), dim, index, value).inPlace();
  }

  // --- Elements numbered in row-major order ---

  /// The elements with these numbers, in the sizes of the index; negative numbers count from the
  /// end. **Source**: torch.take.
  default Tensor take(Tensor index) {
    return Selecting.take(self(), index);
  }

  /// A copy with values written, or added, at the elements with these numbers. **Source**:
  /// torch.put.
  default Tensor put(Tensor index, Tensor source, boolean accumulate) {
    return Selecting.put(self(), index, source, accumulate ? Scalar.of(1) : null).inCopy();
  }

  /// As [#put] in place.
  default Tensor put_(Tensor index, Tensor source, boolean accumulate) {
    return Selecting.put(self(), index, source, accumulate ? Scalar.of(1) : null).inPlace();
  }
}
