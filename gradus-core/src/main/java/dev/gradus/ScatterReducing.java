package dev.gradus;

import dev.gradus.op.index.ScatterReduce;

/// Elements that are combined where an index sends them.
///
/// `reduce` is one of sum, prod, mean, amax, amin; without `includeSelf` what is there already
/// takes no part where anything arrives. **Gradient**: of a sum g from the place; of a mean that by
/// the number of elements; of a product times the other factors; of an extreme shared evenly.
public sealed interface ScatterReducing permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// This with the elements of src combined in the places that the index names along a dimension.
  /// **Errors**: a place outside, sizes and dtypes that do not fit. **Source**:
  /// torch.scatter\_reduce.
  default Tensor scatterReduce(
      int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    return ScatterReduce.scatter(self(), dim, index, src, reduce, includeSelf);
  }

  /// [#scatterReduce(int, Tensor, Tensor, String, boolean)] with what is there.
  default Tensor scatterReduce(int dim, Tensor index, Tensor src, String reduce) {
    return scatterReduce(dim, index, src, reduce, true);
  }

  /// [#scatterReduce(int, Tensor, Tensor, String, boolean)] in place.
  default Tensor scatterReduce_(
      int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    return ScatterReduce.scatterInto(self(), dim, index, src, reduce, includeSelf);
  }

  /// This with the slices of src combined in the places that a vector names along a dimension.
  /// **Errors**: a place outside, sizes and dtypes that do not fit. **Source**:
  /// torch.index\_reduce.
  default Tensor indexReduce(
      int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    return ScatterReduce.slices(self(), dim, index, src, reduce, includeSelf);
  }

  /// [#indexReduce(int, Tensor, Tensor, String, boolean)] in place.
  default Tensor indexReduce_(
      int dim, Tensor index, Tensor src, String reduce, boolean includeSelf) {
    return ScatterReduce.slicesInto(self(), dim, index, src, reduce, includeSelf);
  }

  /// [#scatterReduce(int, Tensor, Tensor, String)] in place.
  default Tensor scatterReduce_(int dim, Tensor index, Tensor src, String reduce) {
    return scatterReduce_(dim, index, src, reduce, true);
  }

  /// [Scattering#scatter(int, Tensor, Tensor, String)] in place.
  default Tensor scatter_(int dim, Tensor index, Tensor src, String reduce) {
    return scatterReduce_(dim, index, src, ScatterReduce.combining(reduce), true);
  }

  /// [Scattering#scatter(int, Tensor, double, String)] in place.
  default Tensor scatter_(int dim, Tensor index, double number, String reduce) {
    Tensor src = Gradus.full(index.shape(), number).to(self().dtype());
    return scatter_(dim, index, src, reduce);
  }

  /// [Scattering#scatter(int, Tensor, long, String)] in place.
  default Tensor scatter_(int dim, Tensor index, long number, String reduce) {
    Tensor src = Gradus.full(index.shape(), number).to(self().dtype());
    return scatter_(dim, index, src, reduce);
  }
}
