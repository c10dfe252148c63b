package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.reduce.Arg;
import dev.gradus.op.reduce.Extreme;
import dev.gradus.op.reduce.ExtremeDim;
import dev.gradus.op.reduce.Mean;
import dev.gradus.op.reduce.Sum;
import dev.gradus.op.reduce.Truth;

/// Reductions over all or some dimensions.
///
/// **Shape**: without dimensions the result is zero-dimensional; otherwise the stated dimensions
/// disappear, or stay with size 1 if `keepdim`. An empty array of dimensions means all.
public sealed interface Reduction permits Tensor {
  /// No dimensions stated.
  int[] ALL = {};

  private Tensor self() {
    return (Tensor) this;
  }

  /// The sum of all elements, by a fixed tree, as accurate as adding pairwise. **Dtype**: integers
  /// and bool give int64. **Gradient**: g everywhere. **Source**: torch.sum.
  default Tensor sum() {
    return Call.run(new Sum(0, ALL, false, Sum.resultDtype(self())), self());
  }

  /// The sum of all elements, added up in another dtype.
  default Tensor sum(DType dtype) {
    return Call.run(new Sum(0, ALL, false, dtype), self());
  }

  /// The sum over one dimension.
  default Tensor sum(int dim) {
    return sum(new int[] {dim}, false);
  }

  /// The sum over one dimension.
  default Tensor sum(int dim, boolean keepdim) {
    return sum(new int[] {dim}, keepdim);
  }

  /// The sum over dimensions.
  default Tensor sum(int[] dims, boolean keepdim) {
    return sum(dims, keepdim, Sum.resultDtype(self()));
  }

  /// The sum over dimensions, added up in another dtype.
  default Tensor sum(int[] dims, boolean keepdim, DType dtype) {
    return Call.run(new Sum(1, dims.clone(), keepdim, dtype), self());
  }

  /// The mean of all elements. **Gradient**: g / n everywhere. **Errors**: integers and bool.
  /// **Source**: torch.mean.
  default Tensor mean() {
    return Call.run(new Mean(0, ALL, false, meanDtype()), self());
  }

  /// The mean of all elements, computed in another dtype.
  default Tensor mean(DType dtype) {
    return Call.run(new Mean(0, ALL, false, checkedMean(dtype)), self());
  }

  /// The mean over one dimension.
  default Tensor mean(int dim) {
    return mean(new int[] {dim}, false);
  }

  /// The mean over one dimension.
  default Tensor mean(int dim, boolean keepdim) {
    return mean(new int[] {dim}, keepdim);
  }

  /// The mean over dimensions.
  default Tensor mean(int[] dims, boolean keepdim) {
    return Call.run(new Mean(1, dims.clone(), keepdim, meanDtype()), self());
  }

  /// The mean over dimensions, computed in another dtype.
  default Tensor mean(int[] dims, boolean keepdim, DType dtype) {
    return Call.run(new Mean(1, dims.clone(), keepdim, checkedMean(dtype)), self());
  }

  private static DType checkedMean(DType dtype) {
    if (dtype.isIntegral()) {
      throw new GradusArgumentException(
          "mean(): could not infer output dtype. Optional dtype must be either a floating point or complex dtype. Got: "
              + dtype.scalarName()
              + "\nmean: state a floating dtype, e.g. mean(float32).");
    }
    return dtype;
  }

  private DType meanDtype() {
    DType dtype = self().dtype();
    if (dtype.isIntegral()) {
      throw new GradusArgumentException(
          "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: "
              + dtype.scalarName()
              + "\nmean: state the dtype, e.g. mean(float32).");
    }
    return dtype;
  }

  /// The largest element; nan wins. **Gradient**: shared evenly by equal elements. **Errors**: no
  /// elements. **Source**: torch.max.
  default Tensor max() {
    return Call.run(new Extreme("max", 1, ALL, false), self());
  }

  /// The largest elements along a dimension and where they are, the first of equal ones.
  /// **Gradient**: to the chosen element.
  default ValuesAndIndices max(int dim) {
    return max(dim, false);
  }

  /// The largest elements along a dimension and where they are.
  default ValuesAndIndices max(int dim, boolean keepdim) {
    return extreme(true, dim, keepdim);
  }

  /// The smallest element; nan wins. **Gradient**: shared evenly by equal elements. **Errors**: no
  /// elements. **Source**: torch.min.
  default Tensor min() {
    return Call.run(new Extreme("min", 1, ALL, false), self());
  }

  /// The smallest elements along a dimension and where they are, the first of equal ones.
  /// **Gradient**: to the chosen element.
  default ValuesAndIndices min(int dim) {
    return min(dim, false);
  }

  /// The smallest elements along a dimension and where they are.
  default ValuesAndIndices min(int dim, boolean keepdim) {
    return extreme(false, dim, keepdim);
  }

  private ValuesAndIndices extreme(boolean max, int dim, boolean keepdim) {
    int d = ExtremeDim.wrap(self(), dim);
    Tensor[] both = Call.runAll(new ExtremeDim(max, d, keepdim), self());
    return new ValuesAndIndices(both[0], both[1]);
  }

  /// The largest elements over dimensions. **Gradient**: shared evenly by equal elements.
  /// **Source**: torch.amax.
  default Tensor amax(int[] dims, boolean keepdim) {
    return Call.run(new Extreme("amax", 0, dims.clone(), keepdim), self());
  }

  /// The smallest elements over dimensions. **Gradient**: shared evenly by equal elements.
  /// **Source**: torch.amin.
  default Tensor amin(int[] dims, boolean keepdim) {
    return Call.run(new Extreme("amin", 0, dims.clone(), keepdim), self());
  }

  /// The place of the largest element in row-major order, the first of equal ones. **Dtype**:
  /// int64. **Source**: torch.argmax.
  default Tensor argmax() {
    return Call.run(new Arg(true, ALL, false), self());
  }

  /// The places of the largest elements along a dimension.
  default Tensor argmax(int dim) {
    return argmax(dim, false);
  }

  /// The places of the largest elements along a dimension.
  default Tensor argmax(int dim, boolean keepdim) {
    return Call.run(new Arg(true, new int[] {dim}, keepdim), self());
  }

  /// The place of the smallest element in row-major order, the first of equal ones. **Dtype**:
  /// int64. **Source**: torch.argmin.
  default Tensor argmin() {
    return Call.run(new Arg(false, ALL, false), self());
  }

  /// The places of the smallest elements along a dimension.
  default Tensor argmin(int dim) {
    return argmin(dim, false);
  }

  /// The places of the smallest elements along a dimension.
  default Tensor argmin(int dim, boolean keepdim) {
    return Call.run(new Arg(false, new int[] {dim}, keepdim), self());
  }

  /// Whether all elements are not 0. **Dtype**: bool (uint8 for uint8). **Source**: torch.all.
  default Tensor all() {
    return Call.run(new Truth(true, ALL, false), self());
  }

  /// Whether all elements along dimensions are not 0.
  default Tensor all(int[] dims, boolean keepdim) {
    return Call.run(new Truth(true, dims.clone(), keepdim), self());
  }

  /// Whether any element is not 0. **Dtype**: bool (uint8 for uint8). **Source**: torch.any.
  default Tensor any() {
    return Call.run(new Truth(false, ALL, false), self());
  }

  /// Whether any element along dimensions is not 0.
  default Tensor any(int[] dims, boolean keepdim) {
    return Call.run(new Truth(false, dims.clone(), keepdim), self());
  }
}
