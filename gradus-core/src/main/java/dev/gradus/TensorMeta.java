package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.shape.Layout;
import org.jspecify.annotations.Nullable;

/// What a tensor in the graph looks like, and what a gradient must look like to arrive there.
///
/// @param sizes the sizes of both
/// @param turned whether the tensor is a matrix, or a batch of them, with contiguous columns
/// @param dtype the dtype of the tensor
/// @param gradDtype the dtype in which a gradient arrives; null for any
record TensorMeta(long[] sizes, boolean turned, DType dtype, @Nullable DType gradDtype) {
  TensorMeta(Layout layout, DType dtype) {
    this(layout, dtype, dtype);
  }

  TensorMeta(Layout layout, DType dtype, @Nullable DType gradDtype) {
    this(layout.sizes(), layout.isTurned(), dtype, gradDtype);
  }

  /// Whether this is certainly what [Tensor#meta] says of a tensor.
  boolean describes(Tensor t) {
    return sizes == t.layout().sizes()
        && dtype == t.dtype()
        && gradDtype == dtype
        && turned == t.layout().isTurned();
  }

  TensorMeta withGradDtype(DType other) {
    return new TensorMeta(sizes, turned, dtype, other);
  }
}
